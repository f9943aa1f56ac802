import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { inProcess } from '../testing/in-process.ts';
import { photo } from '../testing/index.ts';
import { formatsRead } from './formats-read.ts';

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
    ${{ colorSpace: 'p3' }}                        | ${['webp', 'jpeg']}
  `(
    'are $formats with $asked',
    async ({ asked, formats }: { asked: RecipeInput; formats: string[] }) => {
      expect(await read(asked)).toEqual(formats);
    },
  );

  it.each([{ metadata: 'keep' }, { colorSpace: 'keep' }] as const)(
    'include those that carry large metadata of an original, with %j',
    (asked) => {
      const variants = { it: recipe.parse(asked) };
      const options = { accept: ['tiff'], formats: ['avif'], variants } as const;
      expect(formatsRead(options)).toEqual(['tiff', 'jpeg', 'webp', 'avif']);
    },
  );

  it('include those of watermarks', async () => {
    const images = { logo: await photo({ width: 8, height: 8, format: 'tiff' }) };
    expect(await read({}, images)).toEqual(['webp', 'tiff']);
    await expect(read({}, { logo: Buffer.from('no image') })).rejects.toThrow(
      'images.logo is not a supported image; give a file in one of the formats jpeg, png, webp,',
    );
  });

  it('are all that a render needs with other loaders blocked', async () => {
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
          b: recipe.parse({ metadata: 'keep', colorSpace: 'p3', formats: { smallest: ['avif', 'jpeg'] } }),
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
