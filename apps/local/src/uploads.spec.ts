import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { photo } from '@thumbing/image-processor/testing';
import type { GrantedUpload } from '@thumbing/pipeline';
import { idOf } from '@thumbing/pipeline/testing';
import { diskOriginals } from './adapters/disk-originals.ts';
import { signedUploadGrants } from './adapters/signed-upload-grants.ts';
import { systemClock } from './adapters/system-clock.ts';
import { put, type Client } from './testing/client.ts';
import { edition, type Edition } from './testing/edition.ts';
import { raw } from './testing/raw.ts';
import { serve } from './testing/serve.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';
import { waitUntil } from './testing/wait-until.ts';
import { uploads } from './uploads.ts';

const jpeg = new Uint8Array(await photo({ width: 60, height: 40 }));

describe('uploads', () => {
  let running: Edition;
  let ada: Client;
  beforeAll(async () => {
    running = await edition();
    ada = await running.as('ada');
  });
  afterAll(() => running.close());

  /** How a request that keeps to a grant begins, and what makes it wrong in its place. */
  const headOf = ({ upload }: GrantedUpload, ...headers: readonly string[]): string => {
    const { host, pathname, search } = new URL(upload.url);
    const lines = [`PUT ${pathname}${search} HTTP/1.1`, `Host: ${host}`, ...headers];
    return `${lines.join('\r\n')}\r\n\r\n`;
  };

  /** Renditions of what was uploaded before may be on their way. */
  const nothingStaged = () =>
    waitUntil(async () => (await running.folder.files('staging')).length === 0);

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
        detail: /the grant is for image\/jpeg, and the upload says 'image\/png'/,
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
        detail: /not valid, or not any more/,
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
        detail: /not valid, or not any more/,
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
        detail: /not valid, or not any more/,
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
        detail: /not valid, or not any more/,
      },
    ],
  ])('refuses an upload %s, and the grant stays good', async (_, mistake) => {
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

  it('takes one upload a grant', async () => {
    const granted = await ada.grant(jpeg.length);
    expect(await put(granted, jpeg)).toBe(200);
    expect(await put(granted, jpeg)).toBe(412);
    expect((await ada.settled(granted.id)).status).toBe('ready');
    expect(await put(granted, jpeg)).toBe(412);
  });

  it('asks for the length of an upload that does not say it', async () => {
    const granted = await ada.grant(jpeg.length);
    const answer = await raw(
      running.url,
      headOf(
        granted,
        'Content-Type: image/jpeg',
        'Transfer-Encoding: chunked',
        'Connection: close',
      ),
      '3\r\nabc\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 411 /);
    expect(answer).toContain(`Content-Length: ${jpeg.length}`);
    expect(await put(granted, jpeg)).toBe(200);
  });

  it('refuses a grant that has expired', async () => {
    const secret = await readFile(join(running.folder.path, 'keys', 'grants'));
    const grants = signedUploadGrants({
      secret,
      baseUrl: `${running.url}/uploads`,
      clock: systemClock,
    });
    const grant = { key: { profile: 'avatar', id: idOf(1) }, contentType: 'image/jpeg' };
    const expiresAt = new Date(Date.now() - 1);
    const upload = await grants.issue({ ...grant, bytes: jpeg.length, expiresAt });
    expect(await put({ id: idOf(1), upload, expiresAt: '' }, jpeg)).toBe(403);
  });

  it('keeps nothing of an upload that is cut off, and the grant stays good', async () => {
    const granted = await ada.grant(jpeg.length);
    await nothingStaged();
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    socket.write(headOf(granted, 'Content-Type: image/jpeg', `Content-Length: ${jpeg.length}`));
    socket.write(jpeg.subarray(0, 100));
    await waitUntil(async () => (await running.folder.files('staging')).length === 1);
    expect(await running.folder.files('originals')).not.toContain(`avatar/${granted.id}`);
    socket.destroy();
    await nothingStaged();
    expect(await running.folder.files('originals')).not.toContain(`avatar/${granted.id}`);
    expect(await put(granted, jpeg)).toBe(200);
    expect((await ada.settled(granted.id)).status).toBe('ready');
  });

  it('answers the next request on a connection whose upload was refused unread', async () => {
    const granted = await ada.grant(jpeg.length);
    const answer = await raw(
      running.url,
      headOf(granted, 'Content-Type: image/png', `Content-Length: ${jpeg.length}`),
      jpeg,
      'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    );
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200']);
  });

  it('lets a client that asks first send nothing in vain', async () => {
    const granted = await ada.grant(jpeg.length);
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    const length = `Content-Length: ${jpeg.length}`;
    socket.write(headOf(granted, 'Content-Type: image/jpeg', length, 'Expect: 100-continue'));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 100 /);
    socket.destroy();
  });

  it('logs none of that: it is not our failure', () => {
    expect(running.logged).toEqual([]);
  });
});

describe('an upload that cannot be announced', () => {
  it('is not kept, says so, and its grant is good again', async () => {
    const folder = await temporaryFolder();
    const [directory, staging] = [join(folder.path, 'originals'), join(folder.path, 'staging')];
    for (const path of [directory, staging]) await mkdir(path);
    const grantsAt = (baseUrl: string) =>
      signedUploadGrants({ secret: Buffer.alloc(32), baseUrl, clock: systemClock });
    let broken = true;
    const server = await serve((url) =>
      uploads({
        grants: grantsAt(url),
        originals: diskOriginals(directory),
        staging,
        received: async () => {
          if (broken) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' });
        },
      }),
    );
    const key = { profile: 'avatar', id: idOf(1) };
    const upload = await grantsAt(server.url).issue({
      key,
      contentType: 'image/jpeg',
      bytes: jpeg.length,
      expiresAt: new Date(Date.now() + 60_000),
    });
    const granted = { id: key.id, upload, expiresAt: '' };
    expect(await put(granted, jpeg)).toBe(507);
    expect(await folder.files()).toEqual([]);
    broken = false;
    expect(await put(granted, jpeg)).toBe(200);
    expect(await folder.files('originals')).toEqual([`avatar/${key.id}`]);
    await server.close();
    await folder.close();
  });
});
