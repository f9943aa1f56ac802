import { join } from 'node:path';
import { clientOf, waitUntil, type Client } from '@thumbing/adapters/testing';
import type { ConfigInput } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { openDatabase } from './storage/database.ts';
import { SMALL } from './testing/edition.ts';
import { configure, DATA, type Started } from './testing/process.ts';
import { ANY_PORT, useProcesses } from './testing/processes.ts';
import { tokenOf } from './testing/token-of.ts';

const { folder, begin } = useProcesses();
const picture = new Uint8Array(await photo({ width: 6_000, height: 4_000 }));

/** Takes far longer than the grace of a stop on any machine, in one step of libvips that nothing interrupts. */
const SLOW: Partial<ConfigInput> = {
  ...SMALL,
  profiles: {
    avatar: {
      variants: { large: { resize: { width: 6_000 }, avif: { effort: 9 } } },
      formats: ['avif'],
    },
  },
  limits: { timeout: '1 hour' },
};

/** State of every message of the inbox and its dead letters. */
function messages(): readonly unknown[] {
  const database = openDatabase(join(folder().path, 'data', 'thumbing.db'));
  const rows = database.prepare('SELECT queue, state, attempts, deaths FROM messages').all();
  database.close();
  return rows.map((row) => ({ ...row }));
}

describe('a slow picture in work', () => {
  let server: Started;
  let ada: Client;
  let id: string;
  let port: string;
  /** Starts the server again where it was. It takes the picture into work before it is ready. */
  const beginAgain = async (config: Partial<ConfigInput>): Promise<void> => {
    await configure(folder(), config);
    server = begin([...DATA, '--port', port]);
    await server.url();
  };
  beforeEach(async () => {
    await configure(folder(), SLOW);
    server = begin(ANY_PORT);
    const url = await server.url();
    port = new URL(url).port;
    ada = clientOf(url, await tokenOf(url, 'ada'));
    id = await ada.upload(picture);
    await waitUntil(async () => (await ada.getImage(id)).status === 'processing');
  });

  it.each([
    { signal: 'SIGTERM', state: 'waiting', diesOf: 0 },
    { signal: 'SIGKILL', state: 'leased', diesOf: 1 },
  ] as const)(
    'ends ready, although its process gets $signal more often than it may fail',
    async ({ signal, state, diesOf }) => {
      for (let restarts = 0; restarts < 7; restarts += 1) {
        server.kill(signal);
        expect(await server.ended).toBe(signal === 'SIGTERM' ? 0 : null);
        expect(server.output()).not.toContain('failed');
        const deaths = restarts * diesOf;
        expect(messages()).toEqual([{ queue: 'inbox', state, attempts: 0, deaths }]);
        await beginAgain(restarts < 6 ? SLOW : SMALL);
      }
      expect((await ada.settled(id)).status).toBe('ready');
      server.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      expect(messages()).toEqual([]);
    },
    240_000,
  );
});
