import type { OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { finalEvent, finalEvents } from '../testing/final-events.ts';
import { beforeWrites, down, onFirstCall } from '../testing/interference.ts';
import { memoryWorld, type MemoryDeps, type MemoryWorld } from '../testing/memory-world.ts';
import { markFailed } from './mark-failed.ts';
import { processImage } from './process-image.ts';

const png = await photo({ width: 20, height: 10, format: 'png' });

/** Final state of a world, without the number of writes and of duplicate events. */
async function endOf({ deps, files, published }: MemoryWorld, { id }: OriginalKey) {
  const record = { ...(await deps.records.get(id)), version: undefined };
  const events = new Map(published.map((event) => [event.id, event]));
  return { record, files, events };
}

describe('processImage, interrupted or repeated', () => {
  it.each<[string, (deps: MemoryDeps) => Partial<MemoryDeps>]>([
    ['originals', ({ originals }) => ({ originals: { ...originals, read: down } })],
    ['events', () => ({ events: { publish: down } })],
    ['renditions', ({ renditions }) => ({ renditions: { ...renditions, write: down } })],
    ['records', ({ records }) => ({ records: { ...records, replace: down } })],
  ])('throws when %s fail, and ends the same when it is retried', async (_, broken) => {
    const [calm, world] = [memoryWorld(), memoryWorld()];
    await processImage(calm.deps)(await calm.upload(png));

    const key = await world.upload(png);
    const failing = { ...world.deps, ...broken(world.deps) };
    await expect(processImage(failing)(key)).rejects.toThrow('storage is down');
    await processImage(world.deps)(key);
    expect(await endOf(world, key)).toEqual(await endOf(calm, key));
  });

  it('throws when storage fails halfway, and ends the same when it is retried', async () => {
    const [calm, world] = [memoryWorld(), memoryWorld()];
    await processImage(calm.deps)(await calm.upload(png));

    const key = await world.upload(png);
    let writes = 0;
    const failing = beforeWrites(world.deps, async () => {
      if ((writes += 1) === 3) await down();
    });
    await expect(processImage(failing)(key)).rejects.toThrow('storage is down');
    expect(world.files.renditions.size).toBe(2);
    expect(finalEvents(world)).toEqual([]);
    await processImage(world.deps)(key);
    expect(await endOf(world, key)).toEqual(await endOf(calm, key));
  });

  it('rejects with the reason of a signal that aborts halfway, and ends the same when it is repeated', async () => {
    const [calm, world] = [memoryWorld(), memoryWorld()];
    await processImage(calm.deps)(await calm.upload(png));

    const key = await world.upload(png);
    const stop = new AbortController();
    const reason = new Error('the server is stopping');
    const stopping = beforeWrites(world.deps, async () => stop.abort(reason));
    const { signal } = stop;
    await expect(processImage(stopping)(key, { signal })).rejects.toBe(reason);
    expect(world.files.renditions.size).toBe(1);
    await expect(processImage(world.deps)(key, { signal })).rejects.toBe(reason);
    expect(await world.deps.records.get(key.id)).toMatchObject({ status: 'processing' });
    expect(finalEvents(world)).toEqual([]);
    await processImage(world.deps)(key);
    expect(await endOf(world, key)).toEqual(await endOf(calm, key));
  });

  it('settles once when it runs twice at the same time, and publishes equal events', async () => {
    const [calm, world] = [memoryWorld(), memoryWorld()];
    await processImage(calm.deps)(await calm.upload(png));

    const key = await world.upload(png);
    await Promise.all([processImage(world.deps)(key), processImage(world.deps)(key)]);
    expect(await endOf(world, key)).toEqual(await endOf(calm, key));
    expect(finalEvents(world)).toHaveLength(2);
    expect(finalEvent(world)).toMatchObject({ type: 'thumbing.image.ready' });
  });

  it('changes nothing when it finishes after the image was marked as failed', async () => {
    const world = memoryWorld();
    const key = await world.upload(png);
    const stop = onFirstCall(() => markFailed(world.deps)(key));
    await processImage(beforeWrites(world.deps, stop))(key);
    expect(await world.deps.records.get(key.id)).toMatchObject({
      status: 'failed',
      renditions: [],
    });
    expect(world.files.renditions.size).toBe(0);
    expect(world.files.originals.size).toBe(1);
    expect(finalEvent(world)).toMatchObject({ type: 'thumbing.image.failed' });
  });
});
