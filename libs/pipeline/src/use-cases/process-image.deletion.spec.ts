import { photo } from '@thumbing/image-processor/testing';
import { finalEvents } from '../testing/final-events.ts';
import { beforeWrites, onFirstCall } from '../testing/interference.ts';
import { finishing, memoryWorld } from '../testing/memory-world.ts';
import { deleteImage } from './delete-image.ts';
import { markFailed } from './mark-failed.ts';
import { processImage } from './process-image.ts';

const png = await photo({ width: 20, height: 10, format: 'png' });

describe('processImage and a deletion', () => {
  const nothing = { originals: new Map(), copies: new Map(), renditions: new Map() };

  it('leave no file when the image was being processed', async () => {
    const world = memoryWorld();
    const { deps, files, upload } = world;
    const key = await upload(png);
    const remove = onFirstCall(() => deleteImage(finishing(deps))('ada', key.id));
    await processImage(beforeWrites(deps, remove))(key);
    expect(await deps.records.get(key.id)).toBeUndefined();
    expect(files).toEqual(nothing);
    expect(finalEvents(world).map(({ type }) => type)).toEqual(['thumbing.image.deleted']);
  });

  it.each([
    ['the next try', processImage],
    ['marking it as failed', markFailed],
  ])('leave no file when the worker crashed then, after %s', async (_, next) => {
    const { deps, files, upload } = memoryWorld();
    const key = await upload(png);
    const remove = onFirstCall(() => deleteImage(finishing(deps))('ada', key.id));
    let writes = 0;
    const crashing = beforeWrites(deps, async () => {
      await remove();
      if ((writes += 1) === 2) throw new Error('killed');
    });
    await expect(processImage(crashing)(key)).rejects.toThrow('killed');
    expect(files.renditions.size).toBe(1);
    await next(deps)(key);
    expect(files).toEqual(nothing);
  });

  it.each([
    ['processed', processImage],
    ['marked as failed', markFailed],
  ])('leave no original that arrived later and is %s', async (_, use) => {
    const world = memoryWorld();
    const { deps, files, upload } = world;
    const key = await upload(png);
    const original = new Map(files.originals);
    await deleteImage(finishing(deps))('ada', key.id);
    for (const [name, data] of original) files.originals.set(name, data);
    await use(deps)(key);
    expect(files).toEqual(nothing);
    expect(finalEvents(world).map(({ type }) => type)).toEqual(['thumbing.image.deleted']);
  });
});
