import { event as eventSchema, parseConfig, type OriginalKey } from '@thumbing/config';
import { look, photo } from '@thumbing/image-processor/testing';
import { deleteImage } from './delete-image.ts';
import { giveUp } from './mark-failed.ts';
import { processImage } from './process-image.ts';
import { memoryWorld, type MemoryDeps, type MemoryWorld } from '../testing/memory-world.ts';

const png = await photo({ width: 20, height: 10, format: 'png' });
const jpeg = await photo({ width: 20, height: 10, format: 'jpeg' });

const MAGENTA = [255, 0, 255, 255];

const down = async (): Promise<never> => {
  throw new Error('storage is down');
};

/** The same world, where something happens before each file that is written. */
const beforeWrites = (deps: MemoryDeps, happening: () => Promise<void>): MemoryDeps => ({
  ...deps,
  renditions: {
    ...deps.renditions,
    write: async (key, data) => {
      await happening();
      await deps.renditions.write(key, data);
    },
  },
});

const once = (action: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
};

/** Everything that a world has in the end, but how often it was written and announced. */
async function endOf({ deps, files, published }: MemoryWorld, { id }: OriginalKey) {
  const record = { ...(await deps.records.get(id)), version: undefined };
  const events = new Map(published.map((event) => [event.id, event]));
  return { record, files, events };
}

/** The one event of this image, after every other one was seen to be the same. */
function theEvent({ published }: MemoryWorld) {
  const [first, ...rest] = published.map((event) => eventSchema.strict().parse(event));
  for (const event of rest) expect(event).toEqual(first);
  return first;
}

describe('processImage', () => {
  it('makes every variant in every format, and tells the world', async () => {
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
    expect(theEvent(world)).toMatchObject({
      id: `${key.id}.ready`,
      type: 'thumbing.image.ready',
      subject: key.id,
      time: '2026-01-01T00:00:00.000Z',
      data: { image: { status: 'ready', renditions: { length: 4 } } },
    });
  });

  it.each<[string, string, Buffer, { profile?: string }]>([
    ['wrong-type', 'another type than was announced', jpeg, {}],
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
    expect(world.files).toEqual({ originals: new Map(), renditions: new Map() });
    expect(theEvent(world)).toMatchObject({
      type: 'thumbing.image.rejected',
      data: { image: { status: 'rejected', error: record?.error } },
    });
  });

  it('says what was announced and what came', async () => {
    const { deps, upload } = memoryWorld();
    const key = await upload(jpeg);
    await processImage(deps)(key);
    expect((await deps.records.get(key.id))?.error?.detail).toBe(
      'the upload was announced as image/png and is image/jpeg',
    );
  });

  it.each([
    ['ready', png],
    ['rejected', Buffer.from('not a picture')],
  ])('never looks again at what is %s, but announces it again', async (_, original) => {
    const world = memoryWorld();
    const key = await world.upload(original);
    await processImage(world.deps)(key);
    const before = await world.deps.records.get(key.id);
    const blind = { ...world.deps, originals: { ...world.deps.originals, read: down } };
    await processImage(blind)(key);
    expect(await world.deps.records.get(key.id)).toEqual(before);
    expect(world.published).toHaveLength(2);
    expect(theEvent(world)).toBeDefined();
  });

  it('throws when there is no original, so that it is tried again', async () => {
    const { deps, files, published, upload } = memoryWorld();
    const key = await upload(png);
    files.originals.clear();
    await expect(processImage(deps)(key)).rejects.toThrow(
      `there is no original at avatar/${key.id}`,
    );
    expect(await deps.records.get(key.id)).toMatchObject({ status: 'processing' });
    expect(published).toEqual([]);
  });

  it.each<[string, (deps: MemoryDeps) => Partial<MemoryDeps>]>([
    ['originals', ({ originals }) => ({ originals: { ...originals, read: down } })],
    ['events', () => ({ events: { publish: down } })],
    ['renditions', ({ renditions }) => ({ renditions: { ...renditions, write: down } })],
    ['records', ({ records }) => ({ records: { ...records, replace: down } })],
  ])('throws when %s fail, and ends as ever when it is tried again', async (_, broken) => {
    const [calm, world] = [memoryWorld(), memoryWorld()];
    await processImage(calm.deps)(await calm.upload(png));

    const key = await world.upload(png);
    const failing = { ...world.deps, ...broken(world.deps) };
    await expect(processImage(failing)(key)).rejects.toThrow('storage is down');
    await processImage(world.deps)(key);
    expect(await endOf(world, key)).toEqual(await endOf(calm, key));
  });

  it('throws when storage fails in the middle, and ends as ever when it is tried again', async () => {
    const [calm, world] = [memoryWorld(), memoryWorld()];
    await processImage(calm.deps)(await calm.upload(png));

    const key = await world.upload(png);
    let writes = 0;
    const failing = beforeWrites(world.deps, async () => {
      if ((writes += 1) === 3) await down();
    });
    await expect(processImage(failing)(key)).rejects.toThrow('storage is down');
    expect(world.files.renditions.size).toBe(2);
    expect(world.published).toEqual([]);
    await processImage(world.deps)(key);
    expect(await endOf(world, key)).toEqual(await endOf(calm, key));
  });

  it('settles once when it runs twice at once, and announces the same twice', async () => {
    const [calm, world] = [memoryWorld(), memoryWorld()];
    await processImage(calm.deps)(await calm.upload(png));

    const key = await world.upload(png);
    await Promise.all([processImage(world.deps)(key), processImage(world.deps)(key)]);
    expect(await endOf(world, key)).toEqual(await endOf(calm, key));
    expect(world.published).toHaveLength(2);
    expect(theEvent(world)).toMatchObject({ type: 'thumbing.image.ready' });
  });
});

describe('what recipes name', () => {
  const large = { resize: { width: 8 } };
  const worldOf = (recipe: object): MemoryWorld => {
    const profiles = { avatar: { variants: { large: { ...large, ...recipe } }, formats: ['png'] } };
    return memoryWorld({ config: parseConfig({ profiles, images: { logo: '/logo.svg' } }) });
  };
  const watermark = { image: 'logo', position: 'left top', scale: 0.5 };
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="4" height="2" fill="#f0f"/></svg>';
  const materials = { images: { logo: Buffer.from(svg) }, fonts: { inter: '/fonts/inter.ttf' } };
  const fileOf = ({ files }: MemoryWorld) =>
    look([...files.renditions.values()][0] ?? new Uint8Array());

  it('is seen in the renditions', async () => {
    const world = worldOf({ watermark });
    await processImage({ ...world.deps, materials })(await world.upload(png));
    const { pixel } = await fileOf(world);
    expect([pixel(0, 0), pixel(3, 1)]).toEqual([MAGENTA, MAGENTA]);
    expect(pixel(4, 2)).not.toEqual(MAGENTA);
  });

  it('changes nothing where no recipe names it', async () => {
    const [named, without] = [worldOf({}), worldOf({})];
    await processImage({ ...named.deps, materials })(await named.upload(png));
    await processImage(without.deps)(await without.upload(png));
    expect(named.files.renditions).toEqual(without.files.renditions);
  });

  it.each([
    ['image "logo"', { watermark }],
    ['/fonts/inter.ttf', { caption: { text: 'ada', font: 'inter' } }],
  ])('throws without %s: that is no fault of the original', async (what, recipe) => {
    const world = worldOf(recipe);
    const deps = { ...world.deps, materials: { fonts: materials.fonts } };
    await expect(processImage(deps)(await world.upload(png))).rejects.toThrow(what);
  });
});

describe('an image that is deleted', () => {
  const nothing = { originals: new Map(), renditions: new Map() };

  it('leaves no file when it was being processed', async () => {
    const { deps, files, published, upload } = memoryWorld();
    const key = await upload(png);
    const remove = once(() => deleteImage(deps)('ada', key.id));
    await processImage(beforeWrites(deps, remove))(key);
    expect(await deps.records.get(key.id)).toBeUndefined();
    expect(files).toEqual(nothing);
    expect(published.map(({ type }) => type)).toEqual(['thumbing.image.deleted']);
  });

  it.each([
    ['the next try', processImage],
    ['giving up', giveUp],
  ])('leaves no file when its worker crashed then, after %s', async (_, next) => {
    const { deps, files, upload } = memoryWorld();
    const key = await upload(png);
    const remove = once(() => deleteImage(deps)('ada', key.id));
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
    ['given up', giveUp],
  ])('leaves no original when that came later and is %s', async (_, use) => {
    const { deps, files, published, upload } = memoryWorld();
    const key = await upload(png);
    const original = new Map(files.originals);
    await deleteImage(deps)('ada', key.id);
    for (const [name, data] of original) files.originals.set(name, data);
    await use(deps)(key);
    expect(files).toEqual(nothing);
    expect(published.map(({ type }) => type)).toEqual(['thumbing.image.deleted']);
  });
});

describe('a slow worker', () => {
  it('changes nothing when it ends after the image was given up', async () => {
    const world = memoryWorld();
    const key = await world.upload(png);
    const stop = once(() => giveUp(world.deps)(key));
    await processImage(beforeWrites(world.deps, stop))(key);
    expect(await world.deps.records.get(key.id)).toMatchObject({
      status: 'failed',
      renditions: [],
    });
    expect(world.files.renditions.size).toBe(0);
    expect(world.files.originals.size).toBe(1);
    expect(theEvent(world)).toMatchObject({ type: 'thumbing.image.failed' });
  });
});
