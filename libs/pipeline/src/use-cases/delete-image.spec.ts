import { event as eventSchema, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { deleteImage } from './delete-image.ts';
import { getImage } from './get-image.ts';
import { markFailed } from './mark-failed.ts';
import { listImages } from './list-images.ts';
import type { Inbox } from '../domain/ports.ts';
import { processImage } from './process-image.ts';
import { finalEvents } from '../testing/final-events.ts';
import { down } from '../testing/interference.ts';
import {
  finishing,
  memoryWorld,
  type MemoryDeps,
  type MemoryWorld,
} from '../testing/memory-world.ts';
import { idOf } from '../testing/samples.ts';

const png = await photo({ width: 8, height: 8, format: 'png' });

async function ready({ deps, upload }: MemoryWorld) {
  const key = await upload(png);
  await processImage(deps)(key);
  return key;
}

const deletions = (world: MemoryWorld) =>
  finalEvents(world).filter(({ type }) => type === 'thumbing.image.deleted');

describe('deleteImage without the permission to remove files', () => {
  it('hides the image, and leaves the rest to the worker that receives the message at once', async () => {
    const world = memoryWorld();
    const key = await ready(world);
    const { records, inbox, clock } = world.deps;
    await deleteImage({ records, inbox, clock })('ada', key.id);

    await expect(getImage(world.deps)('ada', key.id, { waitSeconds: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(world.files.originals.size).toBe(1);
    expect(deletions(world)).toEqual([]);

    expect(world.inbox.receive()).toEqual([key]);
    await processImage(world.deps)(key);
    expect(await records.get(key.id)).toBeUndefined();
    expect(world.files).toEqual({ originals: new Map(), renditions: new Map() });
    expect(deletions(world)).toMatchObject([{ time: '2026-01-01T00:00:00.000Z' }]);
  });
});

describe('deleteImage', () => {
  it('deletes the image with all its files, and publishes that', async () => {
    const world = memoryWorld();
    const { id } = await ready(world);
    await deleteImage(finishing(world.deps))('ada', id);

    expect(await world.deps.records.get(id)).toBeUndefined();
    expect(world.files).toEqual({ originals: new Map(), renditions: new Map() });
    const [event, ...more] = deletions(world);
    expect(more).toEqual([]);
    expect(eventSchema.strict().parse(event)).toMatchObject({
      id: `${id}.deleted`,
      subject: id,
      data: { image: { id, owner: 'ada', status: 'ready', renditions: [] } },
    });
  });

  it('leaves other images alone', async () => {
    const world = memoryWorld();
    const other = await ready(world);
    const { id } = await ready(world);
    await deleteImage(finishing(world.deps))('ada', id);
    expect(await world.deps.records.get(other.id)).toMatchObject({ status: 'ready' });
    expect(world.files.originals.size).toBe(1);
    expect(world.files.renditions.size).toBe(4);
  });

  it("refuses another owner's image as if it did not exist", async () => {
    const world = memoryWorld();
    const { id } = await ready(world);
    const before = await world.deps.records.get(id);
    for (const asked of [id, idOf(9)]) {
      await expect(deleteImage(finishing(world.deps))('eve', asked)).rejects.toMatchObject({
        code: 'not-found',
        message: `you have no image '${asked}'`,
      });
    }
    expect(await world.deps.records.get(id)).toEqual(before);
    expect(world.files.renditions.size).toBe(4);
    expect(deletions(world)).toEqual([]);
  });

  it('sends the image to the inbox with a delay, after hiding it', async () => {
    const world = memoryWorld();
    const key = await ready(world);
    const seen: unknown[] = [];
    const send: Inbox['send'] = async (image, options) => {
      seen.push(image, options, (await world.deps.records.get(image.id))?.deletedAt !== undefined);
    };
    await deleteImage(finishing({ ...world.deps, inbox: { send } }))('ada', key.id);
    expect(seen).toEqual([key, { delaySeconds: 60, group: 'ada' }, true]);
  });

  it('leaves nothing to do for the worker that receives the message', async () => {
    const world = memoryWorld();
    const key = await ready(world);
    await deleteImage(finishing(world.deps))('ada', key.id);
    await world.deps.clock.sleep(60_000);
    for (const image of world.inbox.receive()) await processImage(world.deps)(image);
    expect(world.files).toEqual({ originals: new Map(), renditions: new Map() });
    expect(deletions(world)).toHaveLength(1);
  });

  it('finds nothing the second time', async () => {
    const world = memoryWorld();
    const { id } = await ready(world);
    await deleteImage(finishing(world.deps))('ada', id);
    await expect(deleteImage(finishing(world.deps))('ada', id)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  const again = {
    'asking again': ({ deps }: MemoryWorld, key: OriginalKey) =>
      deleteImage(finishing(deps))('ada', key.id),
    'the worker that receives the image': async ({ deps, inbox }: MemoryWorld) => {
      for (const image of inbox.receive()) await processImage(deps)(image);
    },
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
    const key = await ready(world);
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
    expect(world.files).toEqual({ originals: new Map(), renditions: new Map() });
    const [first, ...more] = deletions(world);
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

  it('publishes one event when it is called twice at the same time', async () => {
    const world = memoryWorld();
    const { id } = await ready(world);
    await Promise.allSettled([
      deleteImage(finishing(world.deps))('ada', id),
      deleteImage(finishing(world.deps))('ada', id),
    ]);
    expect(await world.deps.records.get(id)).toBeUndefined();
    expect(new Set(deletions(world).map((event) => JSON.stringify(event))).size).toBe(1);
  });
});
