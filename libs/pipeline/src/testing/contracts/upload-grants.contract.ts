import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Grant, Originals, Upload, UploadGrants } from '../../domain/ports.ts';
import { idOf } from '../samples.ts';
import type { World } from '../world.ts';

/** An issuer of grants, and the store that its grants lead to. */
export interface UploadGrantsWorld {
  /** Issuer to check. Its URLs accept requests of this machine. */
  readonly grants: UploadGrants;
  /** Store of what was uploaded. */
  readonly originals: Pick<Originals, 'read'>;
}

/** Behavior that every issuer of grants has in common, checked over HTTP. */
export function uploadGrantsContract(
  adapter: string,
  open: () => Promise<World<UploadGrantsWorld>>,
): void {
  describe(`upload grants (${adapter})`, () => {
    const key = { profile: 'avatar', id: idOf(1) };
    const original = Buffer.from('these are the bytes of a picture');
    const other = Buffer.from('THESE ARE THE BYTES OF A PICTURE');
    const sha256 = createHash('sha256').update(original).digest('hex');

    let world: World<UploadGrantsWorld>;
    beforeEach(async () => {
      world = await open();
    });
    afterEach(() => world.close());

    const issue = (overrides: Partial<Grant> = {}): Promise<Upload> =>
      world.grants.issue({
        key,
        contentType: 'image/png',
        bytes: original.length,
        expiresAt: new Date(Date.now() + 60_000),
        ...overrides,
      });

    const redeem = async (
      { method, url, headers }: Upload,
      body: Uint8Array<ArrayBuffer> = original,
      extra: Record<string, string> = {},
    ): Promise<number> => {
      const response = await fetch(url, { method, body, headers: { ...headers, ...extra } });
      await response.arrayBuffer();
      return response.status;
    };

    const stored = async (): Promise<string | undefined> => {
      const data = await world.originals.read(key);
      return data && Buffer.from(data).toString();
    };

    it('lets its holder upload the original', async () => {
      const upload = await issue();
      expect(upload.method).toBe('PUT');
      expect(await redeem(upload)).toBe(200);
      expect(await stored()).toBe(original.toString());
    });

    it('accepts the original with the granted checksum', async () => {
      expect(await redeem(await issue({ sha256 }))).toBe(200);
      expect(await stored()).toBe(original.toString());
    });

    it('refuses an original with another checksum', async () => {
      expect(await redeem(await issue({ sha256 }), other)).toBeGreaterThanOrEqual(400);
      expect(await stored()).toBeUndefined();
    });

    it.each([
      ['shorter', original.subarray(1)],
      ['longer', Buffer.concat([original, original])],
      ['empty', Buffer.alloc(0)],
    ])('refuses a %s original', async (_, body) => {
      expect(await redeem(await issue(), body)).toBeGreaterThanOrEqual(400);
      expect(await stored()).toBeUndefined();
    });

    it('refuses another content type', async () => {
      const status = await redeem(await issue(), original, { 'content-type': 'text/html' });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(await stored()).toBeUndefined();
    });

    it('is valid for one upload only, and the first one stays', async () => {
      const upload = await issue();
      expect(await redeem(upload)).toBe(200);
      expect(await redeem(upload, other)).toBe(412);
      expect(await stored()).toBe(original.toString());
    });

    it('lets exactly one of many concurrent uploads succeed', async () => {
      const upload = await issue();
      const statuses = await Promise.all(Array.from({ length: 8 }, () => redeem(upload)));
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(await stored()).toBe(original.toString());
    });

    it('stays valid after an upload that was refused', async () => {
      const upload = await issue();
      await redeem(upload, original.subarray(1));
      expect(await redeem(upload)).toBe(200);
    });

    it('expires', async () => {
      const upload = await issue({ expiresAt: new Date(Date.now() - 1_000) });
      expect(await redeem(upload)).toBe(403);
      expect(await stored()).toBeUndefined();
    });

    it('is valid for its own key only', async () => {
      const upload = await issue({ key: { ...key, id: idOf(2) } });
      const url = upload.url.replace(idOf(2), idOf(1));
      expect(url).not.toBe(upload.url);
      expect(await redeem({ ...upload, url })).toBe(403);
      expect(await stored()).toBeUndefined();
    });

    it('cannot be forged', async () => {
      const { url, headers } = await issue();
      for (const [name, value] of new URL(url).searchParams) {
        const forged = new URL(url);
        forged.searchParams.set(name, value.slice(0, -1) + (value.endsWith('1') ? '2' : '1'));
        expect(await redeem({ method: 'PUT', url: forged.href, headers })).toBeGreaterThanOrEqual(
          400,
        );
      }
      expect(await stored()).toBeUndefined();
    });
  });
}
