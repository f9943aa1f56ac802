import { ImageError } from '../errors.ts';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '../formats.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { photo } from '../testing/index.ts';
import { LIMITS, make } from '../testing/make.ts';

/** Calls `render` as a program without types would. */
const renderUntyped = (bytes: Buffer, options: object): Promise<unknown> =>
  Promise.resolve(Reflect.apply(render, undefined, [bytes, options]));

describe('a mistake in the program is not an ImageError', () => {
  it.each`
    limits                       | says
    ${{ maxPixels: NaN }}        | ${'limits.maxPixels is NaN; write a number above 0 and at most 9,007,199,254,740,991'}
    ${{ maxBytes: 0 }}           | ${'limits.maxBytes is 0; write a number above 0'}
    ${{ maxFrames: -1 }}         | ${'limits.maxFrames is -1; write a number above 0'}
    ${{ timeout: Infinity }}     | ${'limits.timeout is Infinity; write a number above 0 and at most 3,600'}
    ${{ cpuTime: 0 }}            | ${'limits.cpuTime is 0; write a number above 0 and at most 3,600'}
    ${{ maxDuration: Infinity }} | ${'limits.maxDuration is Infinity'}
  `('$limits: $says', async ({ limits, says }: { limits: object; says: string }) => {
    const made = make(await photo({ width: 8, height: 8 }), {}, { limits });
    await expect(made).rejects.toThrow(says);
    await expect(made).rejects.toBeInstanceOf(RangeError);
  });

  it.each([
    ['accept', ['png', 'jpg'], "contains 'jpg'"],
    ['accept', [], 'is empty'],
    ['formats', ['png', 'jpg'], "contains 'jpg'"],
    ['formats', ['png', 'webp', 'png'], "contains 'png'"],
    ['formats', [], 'is empty'],
  ])('%s of %j', async (option, asked, found) => {
    const original = await photo({ width: 8, height: 8 });
    const options = { accept: SOURCE_FORMATS, formats: OUTPUT_FORMATS, limits: LIMITS };
    const made = renderUntyped(original, { ...options, variants: {}, [option]: asked });
    await expect(made).rejects.toThrow(`${option} ${found}; choose from `);
    await expect(made).rejects.toBeInstanceOf(RangeError);
  });

  it('a missing watermark, found before the original is decoded', async () => {
    const cut = (await photo({ width: 80, height: 80 })).subarray(0, 900);
    const asked = { watermark: { image: 'logo' } };
    await expect(make(cut, asked)).rejects.toThrow('there is no image "logo" for a watermark');
  });

  it('missing limits, except for an optional one', async () => {
    const original = await photo({ width: 8, height: 8 });
    const { maxPixels, ...rest } = LIMITS;
    const options = { accept: SOURCE_FORMATS, formats: OUTPUT_FORMATS, variants: {} };
    const made = renderUntyped(original, { ...options, limits: rest });
    await expect(made).rejects.toThrow('limits.maxPixels is undefined; write a number above 0');
    const limits = { ...LIMITS, maxPixels, timeout: 3_600 };
    expect(await make(original, {}, { limits })).toHaveLength(1);
  });

  it('a recipe that was not parsed', async () => {
    const without = (value: object, left: string) =>
      Object.fromEntries(Object.entries(value).filter(([name]) => name !== left));
    const parsed = recipe.parse({ resize: { width: 4 } });
    const half = { ...parsed, resize: without(parsed.resize ?? {}, 'fit') };
    for (const raw of [half, without(parsed, 'animation')]) {
      const options = { accept: SOURCE_FORMATS, limits: LIMITS, formats: OUTPUT_FORMATS };
      const original = await photo({ width: 8, height: 8 });
      const made = renderUntyped(original, { ...options, variants: { it: raw } });
      await expect(made).rejects.toThrow(
        'the recipe of it has not been parsed; write recipe.parse({ … })',
      );
      await expect(made).rejects.not.toBeInstanceOf(ImageError);
    }
  });
});
