import { join } from 'node:path';
import { type Client, clientOf, put, waitUntil } from '@thumbing/adapters/testing';
import type { Image } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { openDatabase } from './storage/database.ts';
import { SMALL } from './testing/edition.ts';
import { configure, DATA } from './testing/process.ts';
import { ANY_PORT, useProcesses } from './testing/processes.ts';
import type { TemporaryFolder } from './testing/temporary-folder.ts';
import { tokenOf } from './testing/token-of.ts';

const { folder: folderOf, begin } = useProcesses();
let folder: TemporaryFolder;
beforeEach(() => {
  folder = folderOf();
});

/** Repeats a request, as clients do, while there is no connection. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  return waitUntil(async () => {
    try {
      return { answer: await ask() };
    } catch (error) {
      // `fetch` throws it if there is no connection.
      if (String(error).startsWith('TypeError')) return undefined;
      throw error;
    }
  }).then(({ answer }) => answer);
}

/** Number of messages in each queue. */
function messages(): Record<string, number> {
  const database = openDatabase(join(folder.path, 'data', 'thumbing.db'));
  const rows = database.prepare('SELECT queue, count(*) AS n FROM messages GROUP BY queue').all();
  database.close();
  return Object.fromEntries(rows.map(({ queue, n }) => [String(queue), Number(n)]));
}

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

  /** Redeems grants, several at a time, and calls `onRedeemed` for each. */
  async function redeem(
    grants: readonly Awaited<ReturnType<Client['grant']>>[],
    onRedeemed: () => void,
  ): Promise<void> {
    const left = [...grants.entries()];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const [index, granted] = next;
        const picture = pictures[index] ?? new Uint8Array();
        expect([200, 412]).toContain(await insist(() => put(granted, picture)));
        onRedeemed();
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

  it('loses nothing to kill -9 during 50 uploads: each ends ready', async () => {
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

  it('finishes work in progress on SIGTERM, and the rest after a restart', async () => {
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
    expect(first.output().match(/Finishing the work in progress before stopping\./g)).toHaveLength(
      1,
    );
    expect(first.output()).not.toMatch(/failed/);
    expect(await folder.files('data/staging')).toEqual([]);
    const { inbox = 0, ...others } = messages();
    expect(others).toEqual({});
    expect(await folder.files('data/renditions')).toHaveLength(4 * (ids.length - inbox));

    begin([...DATA, '--port', new URL(url).port]);
    await expectAllReady(ada, ids);
  });
});
