import { event as eventSchema } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { deleteImage } from './delete-image.ts';
import { getImage } from './get-image.ts';
import { processImage } from './process-image.ts';
import { deletionsIn } from '../testing/final-events.ts';
import { finishing, memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';
import { idOf } from '../testing/samples.ts';

const png = await photo({ width: 8, height: 8, format: 'png' });

async function ready({ deps, upload }: MemoryWorld) {
  const key = await upload(png);
  await processImage(deps)(key);
  return key;
}

describe('deleteImage without the permission to remove files', () => {
  it('hides the image, and leaves the rest to the worker that the record leads to', async () => {
    const world = memoryWorld();
    const key = await ready(world);
    const { records, clock } = world.deps;
    await deleteImage({ records, clock })('ada', key.id);

    await expect(getImage(world.deps)('ada', key.id, { waitSeconds: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(world.files.originals.size).toBe(1);
    expect(deletionsIn(world)).toEqual([]);

    await processImage(world.deps)(key);
    expect(await records.get(key.id)).toBeUndefined();
    expect(world.files).toEqual({ originals: new Map(), copies: new Map(), renditions: new Map() });
    expect(deletionsIn(world)).toMatchObject([{ time: '2026-01-01T00:00:00.000Z' }]);
  });
});

describe('deleteImage', () => {
  it('deletes the image with all its files, and publishes that', async () => {
    const world = memoryWorld();
    const { id } = await ready(world);
    await deleteImage(finishing(world.deps))('ada', id);

    expect(await world.deps.records.get(id)).toBeUndefined();
    expect(world.files).toEqual({ originals: new Map(), copies: new Map(), renditions: new Map() });
    const [event, ...more] = deletionsIn(world);
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
    expect(deletionsIn(world)).toEqual([]);
  });

  it('leaves nothing to do for a worker', async () => {
    const world = memoryWorld();
    const key = await ready(world);
    await deleteImage(finishing(world.deps))('ada', key.id);
    await processImage(world.deps)(key);
    expect(world.files).toEqual({ originals: new Map(), copies: new Map(), renditions: new Map() });
    expect(deletionsIn(world)).toHaveLength(1);
  });

  it('finds nothing the second time', async () => {
    const world = memoryWorld();
    const { id } = await ready(world);
    await deleteImage(finishing(world.deps))('ada', id);
    await expect(deleteImage(finishing(world.deps))('ada', id)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('publishes one event when it is called twice at the same time', async () => {
    const world = memoryWorld();
    const { id } = await ready(world);
    await Promise.allSettled([
      deleteImage(finishing(world.deps))('ada', id),
      deleteImage(finishing(world.deps))('ada', id),
    ]);
    expect(await world.deps.records.get(id)).toBeUndefined();
    expect(new Set(deletionsIn(world).map((event) => JSON.stringify(event))).size).toBe(1);
  });
});
