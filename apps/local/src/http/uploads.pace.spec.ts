import { readdir, readlink, stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { put, waitUntil } from '@thumbing/adapters/testing';
import type { GrantedUpload } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { parts, type Parts } from '../testing/parts.ts';
import { serve, type Served } from '../testing/serve.ts';
import { steppedClock, type SteppedClock } from '../testing/stepped-clock.ts';
import { signedUploadGrants } from './signed-upload-grants.ts';
import { MOST_AT_ONCE, uploads } from './uploads.ts';

type Issued = Pick<GrantedUpload, 'id' | 'upload'>;

const SIZE = 2_000_000;
const WINDOW = 30_000;
const ENOUGH = 30_000;
const MINUTE = 60_000;

describe('an upload that trickles', () => {
  let world: Parts;
  let server: Served;
  let clock: SteppedClock;
  let sockets: Socket[];
  beforeEach(async () => {
    [world, clock, sockets] = [await parts(), steppedClock(), []];
    const { deps } = world;
    server = await serve((url) => uploads({ ...deps, clock, grants: grantsAt(url) }));
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await server.close();
    await world.close();
  });

  const grantsAt = (baseUrl: string) =>
    signedUploadGrants({ secret: world.dataDirectory.grantSecret, baseUrl, clock });

  /** A grant for `SIZE` bytes and 5 minutes. */
  async function grant(n: number, owner = 'ada'): Promise<Issued> {
    const key = { profile: 'avatar', id: idOf(n) };
    await world.deps.records.create(recordOf({ id: key.id, owner }));
    const expiresAt = new Date(clock.now().getTime() + 5 * MINUTE);
    const terms = { key, contentType: 'image/jpeg', bytes: SIZE, expiresAt };
    return { id: key.id, upload: await grantsAt(server.url).issue(terms) };
  }

  /** Starts an upload with its headers. */
  function begin({ upload }: Issued) {
    const { hostname, port, host, pathname, search } = new URL(upload.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    sockets.push(socket);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => void chunks.push(chunk));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(
      `PUT ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: image/jpeg\r\nContent-Length: ${SIZE}\r\n\r\n`,
    );
    return { socket, closed, answer: () => Buffer.concat(chunks).toString() };
  }

  const staged = () => world.folder.files('staging');

  /** Bytes of the files being written. */
  async function arrived(): Promise<number> {
    const sizes = (await staged()).map(async (file) => {
      const { size } = await stat(join(world.dataDirectory.stagingFolder, file));
      return size;
    });
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  }

  /** Files of the data directory that this process has open, as Linux lists them. */
  async function openFiles(): Promise<readonly string[]> {
    if (process.platform !== 'linux') return [];
    const links = (await readdir('/proc/self/fd')).map((fd) =>
      readlink(`/proc/self/fd/${fd}`).catch(() => ''),
    );
    return (await Promise.all(links)).filter((path) =>
      path.startsWith(world.dataDirectory.stagingFolder),
    );
  }

  async function expectNothingLeft(): Promise<void> {
    await waitUntil(async () => (await staged()).length === 0);
    await waitUntil(async () => (await openFiles()).length === 0);
    expect(await world.folder.files('originals')).toEqual([]);
    expect(clock.sleeping()).toBe(0);
  }

  it('is ended below 1,000 bytes a second, with nothing kept, and its grant stays valid', async () => {
    const granted = await grant(1);
    const { socket, closed, answer } = begin(granted);
    socket.write(Buffer.alloc(ENOUGH - 1));
    await waitUntil(async () => (await arrived()) === ENOUGH - 1);
    clock.step(WINDOW - 1);
    expect(await staged()).toHaveLength(1);
    clock.step(1);
    // The client does not close the connection: the server does.
    await closed;
    expect(answer()).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer()).toMatch(/^connection: close\r$/im);
    expect(answer()).toContain('"code":"too-slow"');
    await expectNothingLeft();
    expect(await put(granted, new Uint8Array(SIZE))).toBe(200);
  });

  it('goes on at 1,000 bytes a second, until 10 minutes after its grant has expired', async () => {
    const granted = await grant(1);
    const { socket, closed, answer } = begin(granted);
    for (let sent = ENOUGH; clock.monotonic() < 15 * MINUTE; sent += ENOUGH) {
      expect(answer()).toBe('');
      socket.write(Buffer.alloc(ENOUGH));
      await waitUntil(async () => (await arrived()) === sent && clock.sleeping() === 1);
      clock.step(WINDOW);
    }
    await closed;
    expect(answer()).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer()).toContain('"code":"overdue"');
    await expectNothingLeft();
    expect(await put(granted, new Uint8Array(SIZE))).toBe(403);
  });

  it('is not judged by a time in which this process stood still', async () => {
    const { socket, answer } = begin(await grant(1));
    socket.write(Buffer.alloc(1));
    await waitUntil(async () => (await arrived()) === 1);
    clock.step(60 * MINUTE);
    await waitUntil(() => clock.sleeping() === 1);
    socket.write(Buffer.alloc(SIZE - 1));
    await waitUntil(() => answer() !== '');
    expect(answer()).toMatch(/^HTTP\/1\.1 200 /);
    await waitUntil(() => clock.sleeping() === 0);
  });

  it('frees its file when the client disconnects', async () => {
    const { socket } = begin(await grant(1));
    socket.write(Buffer.alloc(10));
    await waitUntil(async () => (await arrived()) === 10);
    socket.destroy();
    await expectNothingLeft();
  });

  it(`takes one of ${MOST_AT_ONCE} places of its owner, and none of others`, async () => {
    const granted: Issued[] = [];
    for (let n = 1; n <= MOST_AT_ONCE; n += 1) granted.push(await grant(n));
    const [first] = granted.map(begin);
    await waitUntil(async () => (await staged()).length === MOST_AT_ONCE);
    const more = await grant(MOST_AT_ONCE + 1);
    const { method, url, headers } = more.upload;
    const refused = await fetch(url, { method, headers, body: new Uint8Array(SIZE) });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ code: 'too-many-uploads' });
    const eves = await grant(MOST_AT_ONCE + 2, 'eve');
    expect(await put(eves, new Uint8Array(SIZE))).toBe(200);
    first?.socket.destroy();
    await waitUntil(async () => (await staged()).length === MOST_AT_ONCE - 1);
    expect(await put(more, new Uint8Array(SIZE))).toBe(200);
  });
});
