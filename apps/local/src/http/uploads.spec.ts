import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '@thumbing/adapters';
import { type Client, put, waitUntil } from '@thumbing/adapters/testing';
import { photo } from '@thumbing/image-processor/testing';
import type { GrantedUpload } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { signedUploadGrants } from './signed-upload-grants.ts';
import { edition, type Edition } from '../testing/edition.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { raw } from '../testing/raw.ts';
import { serve, type Served } from '../testing/serve.ts';
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

  it('takes none after the image was rejected, or deleted', async () => {
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
    expect(await put({ upload }, jpeg)).toBe(403);
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

describe('an upload', () => {
  let world: Parts;
  let server: Served;
  let received: string[];
  let during: () => void;
  let granted: GrantedUpload;
  beforeEach(async () => {
    [world, received, during] = [await parts(), [], () => undefined];
    const { deps, state } = world;
    const grantsAt = (baseUrl: string) =>
      signedUploadGrants({ secret: state.grantSecret, baseUrl, clock: systemClock });
    server = await serve((url) =>
      uploads({
        ...deps,
        grants: grantsAt(url),
        originals: {
          ...deps.originals,
          // Where it is to lie is asked when it begins to arrive.
          pathOf: (key) => {
            during();
            return deps.originals.pathOf(key);
          },
        },
        inbox: {
          send: async (key) => {
            await deps.inbox.send(key);
            received.push(key.id);
          },
        },
      }),
    );
    const key = { profile: 'avatar', id: idOf(1) };
    await deps.records.create(recordOf());
    const expiresAt = new Date(Date.now() + 60_000);
    const grant = { key, contentType: 'image/jpeg', bytes: jpeg.length, expiresAt };
    granted = { id: key.id, upload: await grantsAt(server.url).issue(grant), expiresAt: '' };
  });
  afterEach(async () => {
    await server.close();
    await world.close();
  });

  const files = async () => [
    ...(await world.folder.files('originals')),
    ...(await world.folder.files('staging')),
  ];

  it.each<[string, () => Promise<unknown>]>([
    ['deleted', () => world.deps.records.remove(idOf(1))],
    [
      'being deleted',
      () => world.deps.records.replace(recordOf({ deletedAt: '2026-01-01T00:00:01.000Z' })),
    ],
    [
      'rejected',
      () =>
        world.deps.records.replace(
          recordOf({ status: 'rejected', settledAt: '2026-01-01T00:00:01.000Z' }),
        ),
    ],
  ])('is not taken when its image is %s before, or while it arrives', async (_, happen) => {
    during = () => void happen();
    expect(await put(granted, jpeg)).toBe(412);
    during = () => undefined;
    expect(await put(granted, jpeg)).toBe(412);
    expect(await files()).toEqual([]);
    expect(received).toEqual([]);
  });

  it('is not kept when the database has no space to announce it, and its grant is good again', async () => {
    const { database } = world.state;
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const fill = database.prepare('INSERT INTO messages (queue, body, due) VALUES (?, ?, 0)');
    for (const size of [1_000, 1]) {
      expect(() => {
        for (;;) fill.run('full', 'x'.repeat(size));
      }).toThrow('database or disk is full');
    }
    expect(await put(granted, jpeg)).toBe(507);
    expect(await files()).toEqual([]);
    database.exec(`PRAGMA max_page_count = ${pages + 100}`);
    expect(await put(granted, jpeg)).toBe(200);
    expect(await files()).toEqual([`avatar/${granted.id}`]);
    expect(received).toEqual([granted.id]);
  });
});
