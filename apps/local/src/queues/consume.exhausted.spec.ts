import { waitUntil } from '@thumbing/adapters/testing';
import type { OriginalKey } from '@thumbing/config';
import { render } from '@thumbing/image-processor';
import { photo } from '@thumbing/image-processor/testing';
import { markFailed } from '@thumbing/pipeline';
import { processImage } from '@thumbing/pipeline/process-image';
import { FINAL_EVENT_TYPES, idOf, recordOf } from '@thumbing/pipeline/testing';
import { createFile } from '../storage/atomic-file.ts';
import { parts, type Parts } from '../testing/parts.ts';
import { consume } from './consume.ts';

const message: OriginalKey = { profile: 'avatar', id: idOf(1) };

describe('an image whose processing keeps failing', () => {
  let world: Parts;
  beforeEach(async () => {
    const events = [...FINAL_EVENT_TYPES];
    world = await parts({ webhooks: [{ url: 'https://app.example.com/hook', events }] });
  });
  afterEach(() => world.close());

  it('is retried up to the limit, then marked as failed, and that is published', async () => {
    const { deps } = world;
    const png = await photo({ width: 20, height: 20, format: 'png' });
    await deps.records.create(recordOf());
    await createFile(deps.staging, deps.originals.pathOf(message), (file) => file.writeFile(png));
    await deps.inbox.send(message, { group: 'ada' });

    const stop = new AbortController();
    const attempts: number[] = [];
    const common = {
      concurrency: 1,
      retryAfterSeconds: () => 0,
      clock: deps.clock,
      stop: { receiving: stop.signal, working: new AbortController().signal },
    };
    const renditions = {
      ...deps.renditions,
      write: async () => {
        throw new Error('storage is down');
      },
    };
    const working = Promise.all([
      consume({
        ...common,
        queue: deps.queues.inbox,
        handle: processImage({ ...deps, render, renditions }),
        onError: (_, failed) => void attempts.push(failed?.attempt ?? 0),
      }),
      consume({
        ...common,
        queue: deps.queues.deadLetters,
        handle: markFailed(deps),
        onError: () => undefined,
      }),
    ]);
    const [delivery] = await waitUntil(async () => {
      const deliveries = await deps.queues.webhooks[0]?.queue.receive({ max: 1, waitSeconds: 0 });
      return deliveries?.length === 1 && deliveries;
    });
    stop.abort();
    await working;

    expect(attempts).toEqual([1, 2, 3, 4, 5, 6]);
    expect(delivery?.message).toMatchObject({ type: 'thumbing.image.failed', subject: idOf(1) });
    expect(await deps.records.get(idOf(1))).toMatchObject({
      status: 'failed',
      error: { code: 'processing-failed' },
    });
    expect(await world.folder.files('renditions')).toEqual([]);
    expect(await world.folder.files('originals')).toEqual([`avatar/${idOf(1)}`]);
    const now = { max: 1, waitSeconds: 0 };
    expect(await deps.queues.inbox.receive(now)).toEqual([]);
    expect(await deps.queues.deadLetters.receive(now)).toEqual([]);
  });
});
