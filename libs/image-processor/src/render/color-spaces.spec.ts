import sharp from 'sharp';
import type { RecipeInput } from '../recipe/recipe.ts';
import { makeOne } from '../testing/make.ts';
import { SIZE } from './testing/tagged.ts';

describe('a color space', () => {
  /** The pure red of P3, which is outside of sRGB. */
  const richRed = async (): Promise<Buffer> => {
    const carrier = await sharp({
      create: { width: 1, height: 1, channels: 3, background: 'black' },
    })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const data = Buffer.from(Array.from({ length: 16 * 12 }, () => [255, 0, 0]).flat());
    return sharp(carrier)
      .resize(16, 12, { fit: 'fill' })
      .boolean(data, 'or', { raw: { ...SIZE, channels: 3 } })
      .keepIccProfile()
      .png()
      .toBuffer();
  };
  const stored = async (data: Buffer): Promise<number[]> => [
    ...(await sharp(data).keepIccProfile().raw().toBuffer()).subarray(0, 3),
  ];
  /** `P3` where the description of the embedded profile contains it. */
  const profileOf = async (data: Buffer): Promise<string> => {
    const text = (await sharp(data).metadata()).icc?.toString('latin1').replaceAll('\0', '') ?? '';
    return /P3/.exec(text)?.[0] ?? '';
  };

  it.each`
    colorSpace | profile | title
    ${'srgb'}  | ${''}   | ${'the nearest in sRGB'}
    ${'p3'}    | ${'P3'} | ${'the same in P3'}
    ${'keep'}  | ${'P3'} | ${'as stored'}
  `(
    'of $colorSpace makes the reds of a P3 original $title',
    async ({ colorSpace, profile }: { colorSpace: RecipeInput['colorSpace']; profile: string }) => {
      for (const asked of [{}, { resize: { width: 8 } }]) {
        const { data } = await makeOne(await richRed(), { ...asked, colorSpace });
        expect(await stored(data)).toEqual([255, 0, 0]);
        expect(await profileOf(data)).toBe(profile);
      }
    },
  );

  it('of an original without a profile is sRGB: converted to P3, or kept without a profile', async () => {
    const plain = await sharp({ create: { ...SIZE, channels: 3, background: '#c86432' } })
      .png()
      .toBuffer();
    const rich = await makeOne(plain, { colorSpace: 'p3' });
    expect(await stored(rich.data)).toEqual([187, 105, 62]);
    expect(rich.pixel(2, 2)).toEqual([200, 100, 51, 255]);
    const kept = await makeOne(plain, { colorSpace: 'keep' });
    expect(await stored(kept.data)).toEqual([200, 100, 50]);
    expect(await profileOf(kept.data)).toBe('');
  });

  it('of a CMYK original is never kept', async () => {
    const bytes = await sharp({ create: { ...SIZE, channels: 3, background: '#c86432' } })
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    const kept = await makeOne(bytes, { colorSpace: 'keep' });
    expect(kept.pixel(4, 4)).toEqual((await makeOne(bytes, {})).pixel(4, 4));
    expect(kept.hasIcc).toBe(false);
  });
});
