import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Client, clientOf, put, waitUntil } from '@thumbing/adapters/testing';
import type { Image } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { openDatabase } from './storage/database.ts';
import { tokenOf } from './testing/token-of.ts';
import { SMALL } from './testing/edition.ts';
import { configure, DATA, startProcess, type Started } from './testing/process.ts';
import { temporaryFolder, type TemporaryFolder } from './testing/temporary-folder.ts';

let folder: TemporaryFolder;
let begun: Started[];
beforeEach(async () => {
  folder = await temporaryFolder();
  begun = [];
});
afterEach(async () => {
  for (const { kill, ended } of begun) {
    kill('SIGKILL');
    await ended;
  }
  await folder.close();
});
const begin = (args: readonly string[], limit?: string): Started => {
  const started = startProcess(folder, args, limit);
  begun.push(started);
  return started;
};
const ANY_PORT = [...DATA, '--port', '0'];

/** Asks again, as clients do, while there is nobody to answer. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  return waitUntil(async () => {
    try {
      return { answer: await ask() };
    } catch (error) {
      // What `fetch` throws when there is no connection.
      if (String(error).startsWith('TypeError')) return undefined;
      throw error;
    }
  }).then(({ answer }) => answer);
}

/** How many messages each queue holds. */
function messages(): Record<string, number> {
  const database = openDatabase(join(folder.path, 'data', 'thumbing.db'));
  const rows = database.prepare('SELECT queue, count(*) AS n FROM messages GROUP BY queue').all();
  database.close();
  return Object.fromEntries(rows.map(({ queue, n }) => [String(queue), Number(n)]));
}

describe('a process that cannot start', () => {
  const outcome = async (args: readonly string[]) => {
    const started = begin(args);
    return [await started.ended, started.output()] as const;
  };

  it('names every mistake in the configuration', async () => {
    await writeFile(
      join(folder.path, 'thumbing.config.mjs'),
      "export default { profiles: { Avatar: {} }, origins: ['x'], colour: 1 };",
    );
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(2);
    expect(output).toContain('The configuration is wrong:');
    for (const where of ['Avatar', 'origins[0]', 'colour']) expect(output).toContain(where);
    expect(await folder.files('.')).toEqual(['thumbing.config.mjs']);
  });

  it('names a file of the configuration that cannot be read', async () => {
    await writeFile(
      join(folder.path, 'thumbing.config.mjs'),
      `export default {
        profiles: { avatar: { variants: { large: { watermark: { image: 'logo' } } } } },
        images: { logo: new URL('./logo.png', import.meta.url) },
      };`,
    );
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(2);
    expect(output).toMatch(
      /^The configuration is wrong:\n✖ images\.logo is 'file:.*\/logo\.png': ENOENT: no such file or directory; name a file that can be read\n$/,
    );
    expect(await folder.files('.')).toEqual(['thumbing.config.mjs']);
  });

  it.each([
    [['--colour', 'red'], '--colour'],
    [['--port', 'high'], "the port is 'high': write a whole number from 0 to 65535"],
    [['--public-url', 'example.com'], "the public URL is 'example.com'"],
    [['--public-url', 'https://example.com/images'], 'configure auth.issuer'],
  ])('shows how it is used when it is told %j', async (args, sentence) => {
    const [code, output] = await outcome(args);
    expect(code).toBe(2);
    expect(output).toContain(sentence);
    expect(output).toContain('Usage: npm start -- [options]');
  });

  it('says that the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const [code, output] = await outcome([...DATA, '--port', String(port)]);
    server.close();
    expect(code).toBe(1);
    expect(output).toContain(`127.0.0.1:${port}`);
    expect(output).toContain('the port is taken, choose another one with --port');
  });

  it('says that it cannot listen at an address', async () => {
    const [code, output] = await outcome([...ANY_PORT, '--host', '203.0.113.1']);
    expect(code).toBe(1);
    expect(output).toContain('choose another address with --host');
  });

  it('says that the data directory cannot be written', async () => {
    await writeFile(join(folder.path, 'file'), '');
    const [code, output] = await outcome(['--port', '0', '--data-dir', 'file/data']);
    expect(code).toBe(1);
    expect(output).toContain('the data directory cannot be written, choose another one');
  });

  it('says that another process has the data directory', async () => {
    await begin(ANY_PORT).url();
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(1);
    expect(output).toContain('is in use by another process: stop it, or choose another folder');
  });

  it('says what is wrong with a database that is none', async () => {
    const [first] = [begin(ANY_PORT)];
    await first.url();
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await writeFile(join(folder.path, 'data', 'thumbing.db'), 'something else'.repeat(100));
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(1);
    expect(output).toContain('the database cannot be used, choose another --data-dir');
  });
});

it('answers an upload for which there is no space, keeps nothing of it, and goes on', async () => {
  await configure(folder, SMALL);
  // No file may be larger than 2 MB, or 1 MB where blocks are small: the disk is never full for tests.
  const url = await begin(ANY_PORT, 'ulimit -f 2000').url();
  const ada = clientOf(url, await tokenOf(url, 'ada'));
  const large = new Uint8Array(4_000_000);
  const granted = await ada.grant(large.length);
  expect(await put(granted, large)).toBe(507);
  expect(await folder.files('data/staging')).toEqual([]);
  expect(await folder.files('data/originals')).toEqual([]);
  const id = await ada.upload(new Uint8Array(await photo({ width: 60, height: 40 })));
  expect((await ada.settled(id)).status).toBe('ready');
});

describe('a process that ends', () => {
  const COUNT = 50;
  const AT_ONCE = 4;
  let pictures: Uint8Array<ArrayBuffer>[];
  beforeAll(async () => {
    const sizes = Array.from({ length: COUNT }, (_, n) => 200 + n);
    pictures = await Promise.all(
      sizes.map(async (width) => new Uint8Array(await photo({ width, height: 150 }))),
    );
  });

  /** Redeems grants, some at a time, and tells each that was. */
  async function redeem(
    grants: readonly Awaited<ReturnType<Client['grant']>>[],
    told: () => void,
  ): Promise<void> {
    const left = [...grants.entries()];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [index, granted] = next;
        const picture = pictures[index] ?? new Uint8Array();
        expect([200, 412]).toContain(await insist(() => put(granted, picture)));
        told();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async function expectAllReady(ada: Client, ids: readonly string[]): Promise<void> {
    const images: Image[] = [];
    for (const id of ids) images.push(await insist(() => ada.settled(id)));
    expect(images.map(({ status }) => status)).toEqual(ids.map(() => 'ready'));
    for (const [index, { original, renditions }] of images.entries()) {
      expect(original?.bytes).toBe(pictures[index]?.length);
      expect(renditions).toHaveLength(4);
      for (const { url, bytes } of renditions) {
        expect((await (await fetch(url)).bytes()).length).toBe(bytes);
      }
    }
    expect(await folder.files('data/originals')).toHaveLength(ids.length);
    expect(await folder.files('data/renditions')).toHaveLength(4 * ids.length);
  }

  it('loses nothing by kill -9 during 50 uploads: each ends ready', async () => {
    await configure(folder, SMALL);
    let server = begin(ANY_PORT);
    const url = await server.url();
    const again = [...DATA, '--port', new URL(url).port];
    const ada = clientOf(url, await tokenOf(url, 'ada'));
    const grants = [];
    for (const { length } of pictures) grants.push(await ada.grant(length));

    let redeemed = 0;
    const redeeming = redeem(grants, () => (redeemed += 1));
    for (const count of [15, 35]) {
      await waitUntil(() => redeemed >= count);
      server.kill('SIGKILL');
      await server.ended;
      server = begin(again);
    }
    await redeeming;
    await expectAllReady(
      ada,
      grants.map(({ id }) => id),
    );
    server.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    expect(server.output()).not.toContain('failed');
    expect(await folder.files('data/staging')).toEqual([]);
    expect(messages()).toEqual({});
  });

  it('finishes on SIGTERM what it has begun, and after the next start the rest', async () => {
    await configure(folder, SMALL);
    const first = begin(ANY_PORT);
    const url = await first.url();
    const ada = clientOf(url, await tokenOf(url, 'ada'));
    const ids: string[] = [];
    for (const picture of pictures.slice(0, 20)) ids.push(await ada.upload(picture));
    const waiting = ada.api(`/v1/images/${(await ada.grant(1)).id}?wait=25`).catch(String);
    first.kill('SIGTERM');
    first.kill('SIGINT');
    expect(await first.ended).toBe(0);
    await waiting;
    expect(first.output().match(/Stopping: what was begun is finished first\./g)).toHaveLength(1);
    expect(first.output()).not.toMatch(/failed|could not be answered/);
    expect(await folder.files('data/staging')).toEqual([]);
    const { inbox = 0, ...others } = messages();
    expect(others).toEqual({});
    expect(await folder.files('data/renditions')).toHaveLength(4 * (ids.length - inbox));

    begin([...DATA, '--port', new URL(url).port]);
    await expectAllReady(ada, ids);
  });
});
