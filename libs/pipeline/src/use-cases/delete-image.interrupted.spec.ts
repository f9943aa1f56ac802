import type { OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { deleteImage } from './delete-image.ts';
import { getImage } from './get-image.ts';
import { listImages } from './list-images.ts';
import { markFailed } from './mark-failed.ts';
import { processImage } from './process-image.ts';
import { deletionsIn, finalEvents } from '../testing/final-events.ts';
import { down } from '../testing/interference.ts';
import {
  finishing,
  memoryWorld,
  type MemoryDeps,
  type MemoryWorld,
} from '../testing/memory-world.ts';

const png = await photo({ width: 8, height: 8, format: 'png' });

describe('an interrupted deletion', () => {
  const again = {
    'asking again': ({ deps }: MemoryWorld, key: OriginalKey) =>
      deleteImage(finishing(deps))('ada', key.id),
    'the worker that the record leads to': ({ deps }: MemoryWorld, key: OriginalKey) =>
      processImage(deps)(key),
  };
  const failures: readonly (readonly [string, (deps: MemoryDeps) => Partial<MemoryDeps>])[] = [
    ['renditions', ({ renditions }) => ({ renditions: { ...renditions, removeAll: down } })],
    ['originals', ({ originals }) => ({ originals: { ...originals, remove: down } })],
    ['events', () => ({ events: { publish: down } })],
    ['records', ({ records }) => ({ records: { ...records, remove: down } })],
  ];
  const cases = failures.flatMap(([what, broken]) =>
    Object.entries(again).map(([how, finish]) => [what, how, broken, finish] as const),
  );

  it.each(cases)('hides the image though %s fail, and is finished by %s', async (...row) => {
    const [, , broken, finish] = row;
    const world = memoryWorld();
    const key = await world.upload(png);
    await processImage(world.deps)(key);
    const { id } = key;
    const failing = { ...world.deps, ...broken(world.deps) };
    await expect(deleteImage(finishing(failing))('ada', id)).rejects.toThrow('storage is down');

    const images = await listImages(world.deps)('ada', { limit: 10 });
    expect(images).toEqual({ images: [] });
    await expect(getImage(world.deps)('ada', id, { waitSeconds: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(deleteImage(finishing(world.deps))('eve', id)).rejects.toMatchObject({
      code: 'not-found',
    });

    await world.deps.clock.sleep(60_000);
    await finish(world, key);
    expect(await world.deps.records.get(id)).toBeUndefined();
    expect(world.files).toEqual({ originals: new Map(), copies: new Map(), renditions: new Map() });
    const [first, ...more] = deletionsIn(world);
    expect(first?.time).toBe('2026-01-01T00:00:00.000Z');
    for (const event of more) expect(event).toEqual(first);
  });

  it.each([
    ['processed', processImage],
    ['marked as failed', markFailed],
  ])('is finished, with an equal event, when the image is %s afterwards', async (_, use) => {
    const world = memoryWorld();
    const key = await world.upload(png);
    const failing = { ...world.deps, records: { ...world.deps.records, remove: down } };
    await expect(deleteImage(finishing(failing))('ada', key.id)).rejects.toThrow('storage is down');
    await use(world.deps)(key);
    expect(await world.deps.records.get(key.id)).toBeUndefined();
    const events = finalEvents(world);
    expect(events).toHaveLength(2);
    expect(events[1]).toEqual(events[0]);
  });
});
