import { originalKey, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { imageRecord } from '../domain/image-record.ts';
import { idOf } from '../testing/samples.ts';
import { finishing, memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';
import { deleteImage } from './delete-image.ts';
import { markFailed } from './mark-failed.ts';
import { processImage } from './process-image.ts';
import { failedImage, redriveImage } from './redrive-image.ts';

const png = await photo({ width: 8, height: 8, format: 'png' });

describe('redriveImage', () => {
  let world: MemoryWorld;
  let key: OriginalKey;
  beforeEach(async () => {
    world = memoryWorld();
    key = await world.upload(png);
  });

  const redrive = (id = key.id) => redriveImage(world.deps)(id);
  const stored = async () => imageRecord.parse(await world.deps.records.get(key.id));

  it('sends a failed image to the inbox, as it was granted', async () => {
    await markFailed(world.deps)(key);
    expect(failedImage(await stored())).toMatchObject({
      ...key,
      owner: 'ada',
      since: '2026-01-01T00:00:00.000Z',
      error: expect.stringContaining('processing-failed: ') as unknown,
    });
    expect(await redrive()).toBeUndefined();
    expect(await stored()).toMatchObject({ status: 'pending' });
    expect(failedImage(await stored())).toBeUndefined();
    expect(world.deps.inbox.receive()).toEqual([key]);
  });

  it('sends it again when it is repeated, since the first message may have been lost', async () => {
    await markFailed(world.deps)(key);
    await redrive();
    expect(await redrive()).toBeUndefined();
    expect(world.deps.inbox.receive()).toEqual([key, key]);
  });

  it('gives the reason for which an image is left as it is', async () => {
    expect(await redrive(idOf(9))).toContain(`there is no image ${idOf(9)}`);
    await processImage(world.deps)(key);
    expect(await redrive()).toContain(`image ${key.id} is ready: only images that failed`);
    const lost = await world.upload(png);
    await markFailed(world.deps)(lost);
    world.files.originals.delete(originalKey.format(lost));
    expect(await redrive(lost.id)).toContain('is gone: have it uploaded again');
    const waiting = await world.upload(png);
    world.files.originals.delete(originalKey.format(waiting));
    expect(await redrive(waiting.id)).toContain('waits for its original');
    await deleteImage(finishing(world.deps))('ada', key.id);
    expect(await redrive()).toContain(`there is no image ${key.id}`);
    expect(world.deps.inbox.receive()).toEqual([]);
  });
});
