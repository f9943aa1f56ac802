import { photo } from '@thumbing/image-processor/testing';
import { giveUp } from './mark-failed.ts';
import { processImage } from './process-image.ts';
import { memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';

const png = await photo({ width: 8, height: 8, format: 'png' });

/** Processes an original until storage fails at its second file. */
async function halfMade(world: MemoryWorld) {
  const key = await world.upload(png);
  const renditions: typeof world.deps.renditions = {
    ...world.deps.renditions,
    write: async (rendition, data) => {
      if (world.files.renditions.size === 1) throw new Error('storage is down');
      await world.deps.renditions.write(rendition, data);
    },
  };
  await expect(processImage({ ...world.deps, renditions })(key)).rejects.toThrow('is down');
  return key;
}

describe('giveUp', () => {
  it('fails the image, keeps its original, removes what was made of it, and tells the world', async () => {
    const world = memoryWorld();
    const key = await halfMade(world);
    await giveUp(world.deps)(key);

    const error = {
      code: 'processing-failed',
      detail: 'the image could not be processed, by no fault of its own; upload it again',
    };
    expect(await world.deps.records.get(key.id)).toMatchObject({
      status: 'failed',
      renditions: [],
      error,
      settledAt: '2026-01-01T00:00:00.000Z',
    });
    expect(world.files.renditions.size).toBe(0);
    expect([...world.files.originals.values()]).toEqual([png]);
    expect(world.published).toMatchObject([
      {
        id: `${key.id}.failed`,
        type: 'thumbing.image.failed',
        data: { image: { status: 'failed', error } },
      },
    ]);
  });

  it('announces the same again when it was interrupted before', async () => {
    const world = memoryWorld();
    const key = await halfMade(world);
    const events = {
      publish: async () => {
        throw new Error('the topic is down');
      },
    };
    await expect(giveUp({ ...world.deps, events })(key)).rejects.toThrow('the topic is down');
    await world.deps.clock.sleep(1_000);
    await giveUp(world.deps)(key);
    await giveUp(world.deps)(key);
    expect(world.published).toHaveLength(2);
    expect(world.published[1]).toEqual(world.published[0]);
    expect(world.published[0]?.time).toBe('2026-01-01T00:00:00.000Z');
  });

  it('leaves a failed image failed when its message comes yet again', async () => {
    const world = memoryWorld();
    const key = await halfMade(world);
    await giveUp(world.deps)(key);
    await processImage(world.deps)(key);
    expect(await world.deps.records.get(key.id)).toMatchObject({ status: 'failed' });
    expect(world.files.renditions.size).toBe(0);
  });

  it.each([
    ['ready', png, 4],
    ['rejected', Buffer.from('not a picture'), 0],
  ])('leaves an image that is %s as it is', async (status, original, files) => {
    const world = memoryWorld();
    const key = await world.upload(original);
    await processImage(world.deps)(key);
    await giveUp(world.deps)(key);
    expect(await world.deps.records.get(key.id)).toMatchObject({ status });
    expect(world.files.renditions.size).toBe(files);
    expect(world.published[1]).toEqual(world.published[0]);
  });
});
