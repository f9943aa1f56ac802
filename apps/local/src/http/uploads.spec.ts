import { createHash } from 'node:crypto';
import { put, waitUntil } from '@thumbing/adapters/testing';
import { jpeg } from '../testing/edition.ts';
import { ada, nothingStaged, running } from '../testing/shared-edition.ts';

describe('uploads', () => {
  interface Mistake {
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: Uint8Array<ArrayBuffer>;
    readonly change?: (url: URL) => void;
    readonly request?: object;
    readonly status: number;
    readonly code: string;
    readonly detail: RegExp;
  }
  const sha256 = createHash('sha256').update('something else').digest('hex');

  it.each<[string, Mistake]>([
    [
      'of another type',
      {
        headers: { 'content-type': 'image/png' },
        status: 400,
        code: 'wrong-type',
        detail: /the grant is for image\/jpeg, but the content type of the upload is 'image\/png'/,
      },
    ],
    [
      'that is too short',
      { body: jpeg.slice(1), status: 400, code: 'wrong-size', detail: /for exactly \d+ bytes/ },
    ],
    [
      'that is too long',
      {
        body: new Uint8Array([...jpeg, 0]),
        status: 400,
        code: 'wrong-size',
        detail: /for exactly \d+ bytes/,
      },
    ],
    [
      'of other bytes than were announced',
      { request: { sha256 }, status: 400, code: 'wrong-checksum', detail: new RegExp(sha256) },
    ],
    [
      'whose URL was changed',
      {
        change: (url) => {
          url.searchParams.set('bytes', '1');
        },
        status: 403,
        code: 'no-grant',
        detail: /is invalid or has expired/,
      },
    ],
    [
      'whose URL is not signed',
      {
        change: (url) => {
          url.searchParams.delete('signature');
        },
        status: 403,
        code: 'no-grant',
        detail: /is invalid or has expired/,
      },
    ],
    [
      'with a signature that is none',
      {
        change: (url) => {
          url.searchParams.set('signature', 'zz');
        },
        status: 403,
        code: 'no-grant',
        detail: /is invalid or has expired/,
      },
    ],
    [
      'to where no original can be',
      {
        change: (url) => {
          url.pathname = '/uploads/avatar/..%2f..%2fkeys%2fgrants';
        },
        status: 403,
        code: 'no-grant',
        detail: /is invalid or has expired/,
      },
    ],
  ])('refuses an upload %s, and the grant stays valid', async (_, mistake) => {
    const granted = await ada.grant(jpeg.length, mistake.request);
    const { upload } = granted;
    const url = new URL(upload.url);
    mistake.change?.(url);
    const response = await fetch(url, {
      method: 'PUT',
      headers: { ...upload.headers, ...mistake.headers },
      body: mistake.body ?? jpeg,
    });
    expect(response.status).toBe(mistake.status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      status: mistake.status,
      code: mistake.code,
      detail: expect.stringMatching(mistake.detail) as unknown,
    });
    expect(await running.folder.files('originals')).not.toContain(`avatar/${granted.id}`);
    await nothingStaged();
    if (!mistake.request) expect(await put(granted, jpeg)).toBe(200);
  });

  it('accepts one upload for a grant', async () => {
    const granted = await ada.grant(jpeg.length);
    expect(await put(granted, jpeg)).toBe(200);
    expect(await put(granted, jpeg)).toBe(412);
    expect((await ada.settled(granted.id)).status).toBe('ready');
    expect(await put(granted, jpeg)).toBe(412);
  });

  it('refuses uploads after the image was rejected or deleted', async () => {
    const text = new Uint8Array(Buffer.from('not a picture'));
    const rejected = await ada.grant(text.length);
    const deleted = await ada.grant(jpeg.length);
    expect(await put(rejected, text)).toBe(200);
    expect((await ada.settled(rejected.id)).status).toBe('rejected');
    const paths = [rejected, deleted].map(({ id }) => `avatar/${id}`);
    const kept = async () =>
      (await running.folder.files('originals')).filter((path) => paths.includes(path));
    await waitUntil(async () => (await kept()).length === 0);
    expect((await ada.api(`/v1/images/${deleted.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await put(rejected, text)).toBe(412);
    expect(await put(deleted, jpeg)).toBe(412);
    expect(await kept()).toEqual([]);
    await nothingStaged();
  });

  it('logs none of these mistakes of clients', () => {
    expect(running.logged).toEqual([]);
  });
});
