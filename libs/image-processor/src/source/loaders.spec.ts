import { formatsRead } from './loaders.ts';
import { recipe, type RecipeInput } from '../recipe.ts';
import { photo } from '../testing/index.ts';
import { inProcess } from '../testing/in-process.ts';

describe('allowLoaders', () => {
  it('leaves libvips only the loaders of the accepted formats, from memory', async () => {
    const loaded = await inProcess(`
      import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
      import { tmpdir } from 'node:os';
      import { join } from 'node:path';
      import { allowLoaders } from '@thumbing/image-processor';
      import { photo } from '@thumbing/image-processor/testing';
      import sharp from 'sharp';

      const formats = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'];
      const sources = { svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>') };
      for (const format of formats) sources[format] = await photo({ width: 8, height: 8, format });
      const folder = mkdtempSync(join(tmpdir(), 'loaders-'));
      writeFileSync(join(folder, 'photo.jpeg'), sources.jpeg);
      sources.file = join(folder, 'photo.jpeg');

      const loaded = {};
      for (const accepted of [...formats, 'svg']) {
        allowLoaders([accepted]);
        loaded[accepted] = [];
        for (const [name, source] of Object.entries(sources)) {
          await sharp(source).raw().toBuffer().then(() => loaded[accepted].push(name), () => {});
        }
      }
      rmSync(folder, { recursive: true });
      console.log(JSON.stringify(loaded));
    `);
    expect(loaded).toEqual({
      jpeg: ['jpeg'],
      png: ['png'],
      webp: ['webp'],
      gif: ['gif'],
      avif: ['avif'],
      tiff: ['tiff'],
      svg: ['svg'],
    });
  });

  it('is to blame for what it leaves out, and the image is not', async () => {
    const said = await inProcess(`
      import { allowLoaders, inspect } from '@thumbing/image-processor';
      import { photo } from '@thumbing/image-processor/testing';
      const png = await photo({ width: 8, height: 8, format: 'png' });
      const limits = { maxBytes: 1e6, maxPixels: 1e6, maxFrames: 1, timeout: 30 };
      allowLoaders(['jpeg']);
      const error = await inspect(png, { accept: ['jpeg', 'png'], limits }).catch((error) => error);
      console.log(JSON.stringify([error.name, error.message]));
    `);
    expect(said).toEqual([
      'Error',
      'this process may not load png: give allowLoaders all that it accepts',
    ]);
  });

  it('changes nothing by being imported', async () => {
    const width = await inProcess(`
      import '@thumbing/image-processor';
      import sharp from 'sharp';
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="7" height="1"/>');
      console.log((await sharp(svg).metadata()).width);
    `);
    expect(width).toBe(7);
  });
});

describe('formatsRead', () => {
  const read = async (input: RecipeInput, images?: Record<string, Uint8Array>) =>
    formatsRead({
      accept: ['webp'],
      formats: ['avif', 'png'],
      variants: { it: recipe.parse(input) },
      ...(images && { images }),
    });

  it.each`
    asked                                          | formats
    ${{ quality: 50 }}                             | ${['webp']}
    ${{ quality: 'auto' }}                         | ${['webp', 'avif', 'png']}
    ${{ quality: 'auto', formats: ['gif'] }}       | ${['webp', 'gif']}
    ${{ formats: { smallest: ['jpeg', 'webp'] } }} | ${['webp', 'jpeg']}
    ${{ metadata: 'copyright' }}                   | ${['webp', 'jpeg']}
    ${{ colour: 'p3' }}                            | ${['webp', 'jpeg']}
  `(
    'are $formats with $asked',
    async ({ asked, formats }: { asked: RecipeInput; formats: string[] }) => {
      expect(await read(asked)).toEqual(formats);
    },
  );

  it.each([{ metadata: 'keep' }, { colour: 'keep' }] as const)(
    'are those in which much of what an original says is carried, with %j',
    (asked) => {
      const variants = { it: recipe.parse(asked) };
      const options = { accept: ['tiff'], formats: ['avif'], variants } as const;
      expect(formatsRead(options)).toEqual(['tiff', 'jpeg', 'webp', 'avif']);
    },
  );

  it('are those of watermarks too', async () => {
    const images = { logo: await photo({ width: 8, height: 8, format: 'tiff' }) };
    expect(await read({}, images)).toEqual(['webp', 'tiff']);
    await expect(read({}, { logo: Buffer.from('no image') })).rejects.toThrow(
      'the image "logo" is none that we know: give a file in jpeg, png, webp,',
    );
  });

  it('are all that a render needs when nothing else can be loaded', async () => {
    const made = await inProcess(`
      import { allowLoaders, formatsRead, render } from '@thumbing/image-processor';
      import { recipe } from '@thumbing/image-processor/recipe';
      import { photo } from '@thumbing/image-processor/testing';

      const images = { logo: await photo({ width: 8, height: 8, format: 'gif' }) };
      const options = {
        accept: ['png'],
        formats: ['webp'],
        limits: { maxBytes: 1e6, maxPixels: 1e6, maxFrames: 1, timeout: 30 },
        images,
        variants: {
          a: recipe.parse({ quality: 'auto', watermark: { image: 'logo' } }),
          b: recipe.parse({ metadata: 'keep', colour: 'p3', formats: { smallest: ['avif', 'jpeg'] } }),
        },
      };
      const original = await photo({ width: 60, height: 40, format: 'png' });
      allowLoaders(formatsRead(options));
      const { renditions } = await render(original, options);
      const made = [];
      for await (const { variant } of renditions) made.push(variant);
      console.log(JSON.stringify(made));
    `);
    expect(made).toEqual(['a', 'b']);
  });
});
