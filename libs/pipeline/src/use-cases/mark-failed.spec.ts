import { photo } from '@thumbing/image-processor/testing';
import { markFailed } from './mark-failed.ts';
import { processImage } from './process-image.ts';
import { finalEvents } from '../testing/final-events.ts';
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

describe('markFailed', () => {
  it('settles the image as failed, keeps its original, removes its renditions, and publishes that', async () => {
    const world = memoryWorld();
    const key = await halfMade(world);
    await markFailed(world.deps)(key);

    const error = {
      code: 'processing-failed',
      detail: 'the image could not be processed because of a server error; upload it again',
    };
    expect(await world.deps.records.get(key.id)).toMatchObject({
      status: 'failed',
      renditions: [],
      error,
      settledAt: '2026-01-01T00:00:00.000Z',
    });
    expect(world.files.renditions.size).toBe(0);
    expect([...world.files.originals.values()]).toEqual([png]);
    expect(finalEvents(world)).toMatchObject([
      {
        id: `${key.id}.failed`,
        type: 'thumbing.image.failed',
        data: { image: { status: 'failed', error } },
      },
    ]);
  });

  it('publishes an equal event when it was interrupted before', async () => {
    const world = memoryWorld();
    const key = await halfMade(world);
    const events = {
      publish: async () => {
        throw new Error('the topic is down');
      },
    };
    await expect(markFailed({ ...world.deps, events })(key)).rejects.toThrow('the topic is down');
    await world.deps.clock.sleep(1_000);
    await markFailed(world.deps)(key);
    await markFailed(world.deps)(key);
    expect(finalEvents(world)).toHaveLength(2);
    const [first, second] = finalEvents(world);
    expect(second).toEqual(first);
    expect(first?.time).toBe('2026-01-01T00:00:00.000Z');
  });

  it('leaves the image failed when its message is delivered once more', async () => {
    const world = memoryWorld();
    const key = await halfMade(world);
    await markFailed(world.deps)(key);
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
    await markFailed(world.deps)(key);
    expect(await world.deps.records.get(key.id)).toMatchObject({ status });
    expect(world.files.renditions.size).toBe(files);
    const [first, second] = finalEvents(world);
    expect(second).toEqual(first);
  });
});
