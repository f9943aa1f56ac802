import { parseConfig } from '@thumbing/config';
import { decodeImage, photo } from '@thumbing/image-processor/testing';
import { memoryWorld, type MemoryWorld } from '../testing/memory-world.ts';
import { processImage } from './process-image.ts';

const png = await photo({ width: 20, height: 10, format: 'png' });

const MAGENTA = [255, 0, 255, 255];

describe('images and fonts that recipes name', () => {
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
    decodeImage([...files.renditions.values()][0] ?? new Uint8Array());

  it('appear in the renditions', async () => {
    const world = worldOf({ watermark });
    await processImage({ ...world.deps, materials })(await world.upload(png));
    const { pixel } = await fileOf(world);
    expect([pixel(0, 0), pixel(3, 1)]).toEqual([MAGENTA, MAGENTA]);
    expect(pixel(4, 2)).not.toEqual(MAGENTA);
  });

  it('change nothing where no recipe names them', async () => {
    const [named, without] = [worldOf({}), worldOf({})];
    await processImage({ ...named.deps, materials })(await named.upload(png));
    await processImage(without.deps)(await without.upload(png));
    expect(named.files.renditions).toEqual(without.files.renditions);
  });

  it.each([
    ['image "logo"', { watermark }],
    ['/fonts/inter.ttf', { caption: { text: 'ada', font: 'inter' } }],
  ])(
    'are a failure of the system, not of the original, when %s is missing',
    async (what, recipe) => {
      const world = worldOf(recipe);
      const deps = { ...world.deps, materials: { fonts: materials.fonts } };
      await expect(processImage(deps)(await world.upload(png))).rejects.toThrow(what);
    },
  );
});
