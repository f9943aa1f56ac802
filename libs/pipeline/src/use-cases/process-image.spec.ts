import { ImageError, RenderTimeoutError } from '@thumbing/image-processor';
import { photo } from '@thumbing/image-processor/testing';
import { finalEvent, finalEvents } from '../testing/final-events.ts';
import { down } from '../testing/interference.ts';
import { memoryMetrics, type Measurement } from '../testing/memory-metrics.ts';
import { memoryWorld } from '../testing/memory-world.ts';
import { processImage } from './process-image.ts';

const png = await photo({ width: 20, height: 10, format: 'png' });
const jpeg = await photo({ width: 20, height: 10, format: 'jpeg' });

describe('processImage', () => {
  it('makes every variant in every format, and publishes that', async () => {
    const world = memoryWorld();
    const key = await world.upload(png);
    await processImage(world.deps)(key);

    const record = await world.deps.records.get(key.id);
    expect(record).toMatchObject({
      status: 'ready',
      original: { format: 'png', width: 20, height: 10, bytes: png.length },
      settledAt: '2026-01-01T00:00:00.000Z',
    });
    const made = record?.renditions.map(({ variant, format, width, height, bytes }) => [
      `avatar/${key.id}/${variant}.${format}`,
      `${width}x${height}`,
      bytes,
    ]);
    expect(made?.map(([, size]) => size)).toEqual(['8x8', '8x8', '4x4', '4x4']);
    expect(made?.map(([name, , bytes]) => [name, bytes])).toEqual(
      [...world.files.renditions].map(([name, data]) => [name, data.length]),
    );
    expect(world.files.originals.size).toBe(1);
    expect(finalEvent(world)).toMatchObject({
      id: `${key.id}.ready`,
      type: 'thumbing.image.ready',
      subject: key.id,
      time: '2026-01-01T00:00:00.000Z',
      data: { image: { status: 'ready', renditions: { length: 4 } } },
    });
  });

  it.each<[string, string, Buffer, { profile?: string }]>([
    ['wrong-type', 'another type than was granted', jpeg, {}],
    ['unsupported-format', 'a text', Buffer.from('<script>alert(1)</script>'), {}],
    ['unsupported-format', 'a type that its profile does not accept', png, { profile: 'banner' }],
    ['corrupt', 'a picture that was cut short', png.subarray(0, png.length / 2), {}],
    ['empty', 'nothing', Buffer.alloc(0), {}],
    ['too-large', 'more than its profile accepts', Buffer.concat([png, Buffer.alloc(10_000)]), {}],
  ])('rejects as %s: %s', async (code, _, original, { profile = 'avatar' }) => {
    const world = memoryWorld();
    const contentType = profile === 'banner' ? 'image/jpeg' : 'image/png';
    const key = await world.upload(original, { profile, contentType, bytes: 100 });
    await processImage(world.deps)(key);

    const record = await world.deps.records.get(key.id);
    expect(record).toMatchObject({ status: 'rejected', renditions: [], error: { code } });
    expect(world.files).toEqual({ originals: new Map(), copies: new Map(), renditions: new Map() });
    expect(finalEvent(world)).toMatchObject({
      type: 'thumbing.image.rejected',
      data: { image: { status: 'rejected', error: record?.error } },
    });
  });

  it('rejects as too-slow, and keeps the original', async () => {
    const slow = new ImageError('too-slow', 'this image takes more CPU time');
    const world = memoryWorld({ render: () => Promise.reject(slow) });
    const key = await world.upload(png);
    await processImage(world.deps)(key);
    expect(await world.deps.records.get(key.id)).toMatchObject({
      status: 'rejected',
      error: { code: 'too-slow', detail: 'this image takes more CPU time' },
    });
    expect(finalEvent(world)).toMatchObject({ type: 'thumbing.image.rejected' });
    expect(world.files.originals.size).toBe(1);
  });

  it('throws when the time is up, and changes nothing', async () => {
    const late = new RenderTimeoutError('the render took longer than limits.timeout');
    const world = memoryWorld({ render: () => Promise.reject(late) });
    const key = await world.upload(png);
    await expect(processImage(world.deps)(key)).rejects.toBe(late);
    expect(await world.deps.records.get(key.id)).toMatchObject({ status: 'processing' });
    expect(world.files.originals.size).toBe(1);
    expect(finalEvents(world)).toEqual([]);
  });

  it('names the granted and the actual type', async () => {
    const { deps, upload } = memoryWorld();
    const key = await upload(jpeg);
    await processImage(deps)(key);
    expect((await deps.records.get(key.id))?.error?.detail).toBe(
      'the upload was granted as image/png, but is image/jpeg',
    );
  });

  it.each([
    ['ready', png],
    ['rejected', Buffer.from('not a picture')],
  ])('does not read a %s original again, but publishes its event again', async (_, original) => {
    const world = memoryWorld();
    const key = await world.upload(original);
    await processImage(world.deps)(key);
    const before = await world.deps.records.get(key.id);
    const blind = { ...world.deps, originals: { ...world.deps.originals, read: down } };
    await processImage(blind)(key);
    expect(await world.deps.records.get(key.id)).toEqual(before);
    expect(finalEvents(world)).toHaveLength(2);
    expect(finalEvent(world)).toBeDefined();
  });

  it('throws when there is no original, so that it is retried', async () => {
    const world = memoryWorld();
    const { deps, files, upload } = world;
    const key = await upload(png);
    files.originals.clear();
    await expect(processImage(deps)(key)).rejects.toThrow(
      `there is no original at avatar/${key.id}`,
    );
    expect(await deps.records.get(key.id)).toMatchObject({ status: 'processing' });
    expect(finalEvents(world)).toEqual([]);
  });

  it('times the render, also of an image that it rejects', async () => {
    const recorded: Measurement[] = [];
    const world = memoryWorld({ metrics: memoryMetrics(recorded) });
    await processImage(world.deps)(await world.upload(png));
    await processImage(world.deps)(await world.upload(Buffer.from('Dear diary')));
    const steps = recorded.map(({ name, labels }) => ({ name, labels }));
    const render = { name: 'step_seconds', labels: { step: 'render' } };
    expect(steps).toEqual([render, render]);
  });
});
