import { renditionKey, type OriginalKey, type RenditionKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { deliveryWorld } from './testing/delivery-world.ts';
import { down } from '../testing/interference.ts';
import { makeRendition } from './make-rendition.ts';

const large = await photo({ width: 3_000, height: 2_250, format: 'jpeg' });

const width = (image: OriginalKey, n: number): RenditionKey => ({
  ...image,
  recipe: `width=${n}`,
  format: 'webp',
});

describe('the copy of a large original', () => {
  it('is made with the first small rendition, and read in its stead by the next', async () => {
    const { deps, ready, files } = deliveryWorld();
    const image = await ready(large);
    await makeRendition(deps)(width(image, 100));
    expect([...files.copies.keys()]).toEqual([`photo/${image.id}/1280.jpeg`]);
    const originals = { ...deps.originals, read: down };
    await makeRendition({ ...deps, originals })(width(image, 200));
  });

  it('is made once for all who need it at the same time', async () => {
    const { deps, ready } = deliveryWorld();
    const image = await ready(large);
    let reads = 0;
    const originals = {
      ...deps.originals,
      read: (key: OriginalKey) => {
        reads += 1;
        return deps.originals.read(key);
      },
    };
    const make = makeRendition({ ...deps, originals });
    await Promise.all([100, 200, 300].map((n) => make(width(image, n))));
    expect(reads).toBe(1);
  });

  it('is made again where it is lost, and renditions have the same bytes', async () => {
    const { deps, ready, files } = deliveryWorld();
    const image = await ready(large);
    const first = await makeRendition(deps)(width(image, 100));
    files.copies.clear();
    const second = await makeRendition(deps)(width(image, 100));
    expect(Buffer.from(second.data).equals(first.data)).toBe(true);
    expect(files.copies.size).toBe(1);
  });

  it('is used though it cannot be kept', async () => {
    const { deps, ready, unkept } = deliveryWorld();
    const image = await ready(large);
    const copies = { ...deps.copies, write: down };
    await makeRendition({ ...deps, copies })(width(image, 100));
    expect(unkept).toEqual([`photo/${image.id}/1280.jpeg`]);
  });

  it('is not left behind where the original is removed meanwhile', async () => {
    const { deps, ready, files } = deliveryWorld();
    const image = await ready(large);
    const copies: typeof deps.copies = {
      ...deps.copies,
      write: async (...written) => {
        await deps.originals.remove(image);
        await deps.copies.write(...written);
      },
    };
    await (
      await makeRendition({ ...deps, copies })(width(image, 100))
    ).kept;
    expect(files.copies.size).toBe(0);
  });

  it('is not made for a rendition that needs more', async () => {
    const { deps, ready, files } = deliveryWorld();
    const image = await ready(large);
    await makeRendition(deps)(width(image, 1_100));
    expect(files.copies.size).toBe(0);
  });

  it('is gone with the original: what was made stays, and nothing else is made', async () => {
    const { deps, ready, files } = deliveryWorld();
    const image = await ready(large);
    const key = width(image, 100);
    await (
      await makeRendition(deps)(key)
    ).kept;
    await deps.originals.remove(image);
    expect(files.copies.size).toBe(0);
    await expect(makeRendition(deps)(width(image, 101))).rejects.toMatchObject({ code: 'deleted' });
    expect(files.renditions.has(renditionKey.format(key))).toBe(true);
  });
});
