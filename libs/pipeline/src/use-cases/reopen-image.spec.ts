import { originalKey, type OriginalKey } from '@thumbing/config';
import { ImageError } from '@thumbing/image-processor/errors';
import { photo } from '@thumbing/image-processor/testing';
import { finalEvents } from '../testing/final-events.ts';
import { memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';
import { deleteImage } from './delete-image.ts';
import { markFailed } from './mark-failed.ts';
import { processImage } from './process-image.ts';
import { reopenImage } from './reopen-image.ts';

const png = await photo({ width: 8, height: 8, format: 'png' });

describe('reopenImage', () => {
  let world: MemoryWorld;
  let key: OriginalKey;
  beforeEach(async () => {
    world = memoryWorld();
    key = await world.upload(png);
  });

  const fail = () => markFailed(world.deps)(key);
  const reject = (code: 'too-slow' | 'corrupt') => {
    const render = () => Promise.reject(new ImageError(code, 'in vain'));
    return processImage({ ...world.deps, render })(key);
  };
  const reopen = () => reopenImage(world.deps)(key.id);
  const stored = () => world.deps.records.get(key.id);

  it.each([
    ['failed', fail],
    ['took too long', () => reject('too-slow')],
  ])('has an image that %s processed again', async (_, settle) => {
    const before = await stored();
    await settle();
    const reopened = await reopen();
    expect(reopened).toEqual({ ...before, version: expect.any(Number) as unknown });
    expect(reopened).toEqual(await stored());
    await processImage(world.deps)(key);
    expect(await stored()).toMatchObject({ status: 'ready' });
    expect(await stored()).not.toHaveProperty('error');
    expect(world.files.renditions.size).toBe(4);
    expect(finalEvents(world).at(-1)).toMatchObject({
      id: `${key.id}.ready`,
      data: { image: { status: 'ready' } },
    });
  });

  it('changes nothing when it is repeated, before and during the processing', async () => {
    await fail();
    const reopened = await reopen();
    expect(await reopen()).toEqual(reopened);
    const render: typeof world.deps.render = async (bytes, options) => {
      expect(await reopen()).toMatchObject({ status: 'processing' });
      return world.deps.render(bytes, options);
    };
    await processImage({ ...world.deps, render })(key);
    expect(await reopen()).toMatchObject({ status: 'ready' });
  });

  it('publishes another event when the image fails again', async () => {
    await fail();
    await reopen();
    await world.deps.clock.sleep(1_000);
    await fail();
    expect(finalEvents(world)).toMatchObject([
      { id: `${key.id}.failed`, time: '2026-01-01T00:00:00.000Z' },
      { id: `${key.id}.failed`, time: '2026-01-01T00:00:01.000Z' },
    ]);
  });

  it('leaves an image whose original is gone', async () => {
    await fail();
    world.files.originals.delete(originalKey.format(key));
    const failed = await stored();
    expect(await reopen()).toEqual(failed);
    expect(await stored()).toEqual(failed);
  });

  it.each([
    ['ready', () => processImage(world.deps)(key)],
    ['rejected', () => reject('corrupt')],
  ])('leaves an image that is %s, even if its original exists', async (status, settle) => {
    await settle();
    world.files.originals.set(originalKey.format(key), png);
    expect(await reopen()).toMatchObject({ status });
    expect(await stored()).toHaveProperty('settledAt');
  });

  it('leaves an image whose deletion begins meanwhile', async () => {
    await fail();
    const exists = async () => {
      await deleteImage(world.deps)('ada', key.id);
      return true;
    };
    const left = await reopenImage({ ...world.deps, originals: { exists } })(key.id);
    expect(left).toMatchObject({ status: 'failed', deletedAt: '2026-01-01T00:00:00.000Z' });
    expect(await reopen()).toEqual(left);
  });

  it('finds no image of an unknown id', async () => {
    expect(await reopenImage(world.deps)('unknown')).toBeUndefined();
  });
});
