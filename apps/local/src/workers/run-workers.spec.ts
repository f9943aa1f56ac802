import { waitUntil } from '@thumbing/adapters/testing';
import type { Image } from '@thumbing/config';
import { render } from '@thumbing/image-processor';
import { idOf } from '@thumbing/pipeline/testing';
import { freePort } from '../testing/free-port.ts';
import { imagesOf, keyOf } from '../testing/images.ts';
import { parts } from '../testing/parts.ts';
import { runWorkers } from './run-workers.ts';

it('logs an event that becomes a dead letter, without the path of the webhook', async () => {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const { deps, dataDirectory, close } = await parts({ webhooks: [{ url: `${origin}/secret` }] });
  const id = `${idOf(1)}.deleted`;
  const image: Image = {
    id: idOf(1),
    owner: 'ada',
    profile: 'avatar',
    status: 'ready',
    createdAt: '2026-01-01T00:00:00.000Z',
    renditions: [],
  };
  await deps.events.publish({
    specversion: '1.0',
    id,
    source: 'urn:thumbing:images',
    type: 'thumbing.image.deleted',
    subject: idOf(1),
    time: '2026-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    data: { version: 1, image },
  });
  dataDirectory.database.exec('UPDATE messages SET attempts = 7');

  const logged: string[] = [];
  const stop = new AbortController();
  const log = (message: string, cause: unknown) => void logged.push(`${message}: ${String(cause)}`);
  const working = runWorkers({ ...deps, pool: { render, workers: 1 } }, log, {
    receiving: stop.signal,
    working: new AbortController().signal,
  });
  const queues = dataDirectory.database.prepare('SELECT queue FROM messages');
  await waitUntil(() => String(queues.get()?.['queue']).endsWith('.dead'));
  stop.abort();
  await working;
  expect(logged).toEqual([
    `webhook of ${origin}: event ${id} failed, attempt 8 of 8; now a dead letter: ` +
      'TypeError: fetch failed',
  ]);
  await close();
});

it('reconciles at the start, and logs what was found in one line', async () => {
  const { deps, close } = await parts();
  const { create, store } = imagesOf(deps);
  await create(1, { status: 'processing' });
  await store(2);
  const logged: string[] = [];
  const stop = new AbortController();
  const log = (message: string) => void logged.push(message);
  const working = runWorkers({ ...deps, pool: { render, workers: 1 } }, log, {
    receiving: stop.signal,
    working: new AbortController().signal,
  });
  const line = await waitUntil(() => logged.find((text) => text.startsWith('reconciliation: ')));
  stop.abort();
  await working;
  expect(line).toBe(
    'reconciliation: compared 1 records, 1 originals, renditions of 0 images: ' +
      `processing-unfinished 1 (sent to the inbox: 1; ${keyOf(1).id}), ` +
      `original-without-record 1 (sent to the inbox: 0; ${keyOf(2).id})`,
  );
  await close();
});
