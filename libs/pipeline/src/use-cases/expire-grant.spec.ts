import { originalKey, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { finalEvent, finalEvents } from '../testing/final-events.ts';
import { finishing, memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';
import { deleteImage } from './delete-image.ts';
import { expireGrant } from './expire-grant.ts';
import { grantUpload } from './grant-upload.ts';
import { processImage } from './process-image.ts';

const png = await photo({ width: 8, height: 8, format: 'png' });

/** Milliseconds from the grant until uploads to it have ended: its five minutes, and an hour. */
const OVER = 65 * 60_000;

describe('expireGrant', () => {
  let world: MemoryWorld;
  let key: OriginalKey;
  beforeEach(async () => {
    world = memoryWorld();
    const request = { profile: 'avatar', contentType: 'image/png', bytes: png.length };
    key = { profile: 'avatar', id: (await grantUpload(world.deps)('ada', request)).id };
  });

  const statusNow = async () => (await world.deps.records.get(key.id))?.status;
  const expireAfter = async (milliseconds: number) => {
    await world.deps.clock.sleep(milliseconds);
    await expireGrant(world.deps)(key.id);
  };
  const store = () => world.files.originals.set(originalKey.format(key), png);

  it('settles an image without an original an hour after its grant has ended, and not before', async () => {
    await expireAfter(OVER);
    expect(await statusNow()).toBe('pending');
    await expireAfter(1);
    expect(await world.deps.records.get(key.id)).toMatchObject({
      status: 'expired',
      settledAt: '2026-01-01T01:05:00.001Z',
    });
  });

  it('has the worker that receives the image publish an event', async () => {
    await expireAfter(OVER + 1);
    await processImage(world.deps)(key);
    await processImage(world.deps)(key);
    expect(finalEvent(world)).toMatchObject({
      id: `${key.id}.expired`,
      type: 'thumbing.image.expired',
      time: '2026-01-01T01:05:00.001Z',
      data: { image: { status: 'expired', renditions: [] } },
    });
  });

  it('sends an image to the inbox whose original arrived, since its message may be lost, once', async () => {
    store();
    await expireAfter(OVER);
    expect(world.deps.inbox.receive()).toEqual([]);
    await expireAfter(1);
    await expireAfter(30 * 24 * OVER);
    expect(await statusNow()).toBe('processing');
    expect(world.deps.inbox.receive()).toEqual([key]);
    await processImage(world.deps)(key);
    expect(await statusNow()).toBe('ready');
  });

  it('sends the image again when the first attempt ended before the record was written', async () => {
    store();
    const { records } = world.deps;
    const replace = () => Promise.reject(new Error('the table is down'));
    await world.deps.clock.sleep(OVER + 1);
    await expect(
      expireGrant({ ...world.deps, records: { ...records, replace } })(key.id),
    ).rejects.toThrow('the table is down');
    await expireGrant(world.deps)(key.id);
    expect(world.deps.inbox.receive()).toEqual([key, key]);
  });

  it('leaves an image whose original arrives and is processed while storage is asked', async () => {
    const exists = async () => {
      store();
      await processImage(world.deps)(key);
      return false;
    };
    await world.deps.clock.sleep(OVER + 1);
    await expireGrant({ ...world.deps, originals: { exists } })(key.id);
    expect(await statusNow()).toBe('ready');
    expect(world.deps.inbox.receive()).toEqual([]);
  });

  it('removes an original that arrives later, and does not process it', async () => {
    await expireAfter(OVER + 1);
    store();
    await processImage(world.deps)(key);
    expect(await statusNow()).toBe('expired');
    expect(world.files).toEqual({ originals: new Map(), copies: new Map(), renditions: new Map() });
    expect(finalEvents(world)).toHaveLength(1);
  });

  it('leaves an image that is settled, being deleted, or gone', async () => {
    await world.deps.clock.sleep(OVER + 1);
    await deleteImage(world.deps)('ada', key.id);
    await expireGrant(world.deps)(key.id);
    expect(await statusNow()).toBe('pending');
    await deleteImage(finishing(world.deps))('ada', key.id);
    await expireGrant(world.deps)(key.id);
    expect(await statusNow()).toBeUndefined();
    const ready = await world.upload(png);
    await processImage(world.deps)(ready);
    world.files.originals.clear();
    await world.deps.clock.sleep(OVER + 1);
    await expireGrant(world.deps)(ready.id);
    expect(await world.deps.records.get(ready.id)).toMatchObject({ status: 'ready' });
  });
});
