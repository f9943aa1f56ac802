import { png } from '../../fuzz/files/bombs/png.ts';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '../formats.ts';
import { SIMPLE } from '../isolate/testing/svg.ts';
import { animation, photo } from '../testing/index.ts';
import { make, makeOne, PATIENT } from '../testing/make.ts';

/** A PNG of these sides in its header, with next to no data. */
const announces = (width: number, height: number): Buffer => png({ width, height }, 1_000);

describe('a refusal before anything is decoded', () => {
  it.each`
    what                    | bytes                                                       | code                    | says
    ${'nothing'}            | ${() => Buffer.alloc(0)}                                    | ${'empty'}              | ${'the file is empty; send an image'}
    ${'text'}               | ${() => Buffer.from('dear diary')}                          | ${'unsupported-format'} | ${'send jpeg, png, webp, gif, avif, tiff, svg'}
    ${'a bomb'}             | ${() => announces(30_000, 30_000)}                          | ${'too-many-pixels'}    | ${'the image has 900,000,000 pixels (30,000 x 30,000), and the limit is 100,000,000'}
    ${'a large file'}       | ${() => Buffer.alloc(20_000_001)}                           | ${'too-large'}          | ${'the file is 20,000,001 bytes, and the limit is 20 MB'}
    ${'a long animation'}   | ${() => animation({ frames: 101, width: 4, height: 4 })}    | ${'too-many-frames'}    | ${'the image has 101 frames, and the limit is 100'}
    ${'a side beyond AVIF'} | ${() => photo({ width: 1, height: 17_000, format: 'png' })} | ${'too-many-pixels'}    | ${'it would be 1 x 17,000, and the limit of avif is 16,384 pixels per side'}
  `(
    '$what: $code',
    async ({
      bytes,
      code,
      says,
    }: {
      bytes: () => Buffer | Promise<Buffer>;
      code: string;
      says: string;
    }) => {
      const made = make(await bytes(), {}, { formats: OUTPUT_FORMATS });
      await expect(made).rejects.toThrow(says);
      await expect(made).rejects.toMatchObject({ name: 'ImageError', code });
    },
  );

  it('of a sliver that would be enlarged to a giant', async () => {
    const original = await photo({ width: 1, height: 5_000, format: 'png' });
    for (const fit of ['outside', 'cover'] as const) {
      const resize = { width: 512, height: 512, fit, enlarge: true };
      await expect(make(original, { resize })).rejects.toMatchObject({
        code: 'too-many-pixels',
        message:
          'it would have 1,310,720,000 pixels (512 x 2,560,000), and the limit is 100,000,000; ask for a smaller rendition, or send a smaller image',
      });
    }
  });

  it.each([
    ['webp', 16_383],
    ['avif', 16_384],
    ['jpeg', 65_500],
    ['gif', 65_535],
  ] as const)(
    'of a side that is longer than %s can hold, which is %d pixels',
    async (format, most) => {
      const long = (width: number) => photo({ width, height: 1, format: 'png' });
      const made = await makeOne(await long(most), {}, { formats: [format], limits: PATIENT });
      expect([made.width, made.height]).toEqual([most, 1]);
      const longer = await long(most + 1);
      await expect(make(longer, {}, { formats: [format], limits: PATIENT })).rejects.toMatchObject({
        code: 'too-many-pixels',
      });
      const asked = { formats: { smallest: [format, 'png' as const] }, quality: 80 };
      const smallest = await makeOne(longer, asked, { limits: PATIENT });
      expect(smallest.format).toBe('png');
    },
  );

  it('counts the pixels of all frames', async () => {
    const original = await animation({ frames: 10, width: 10, height: 10 });
    await expect(make(original, {}, { limits: { maxPixels: 999 } })).rejects.toMatchObject({
      code: 'too-many-pixels',
      message:
        'the image has 1,000 pixels (10 x 10 x 10 frames), and the limit is 999; send a smaller image',
    });
    expect(await make(original, {}, { limits: { maxPixels: 1_000 } })).toHaveLength(1);
  });

  it('of an animation that plays too long', async () => {
    const original = await animation({ frames: 2, width: 8, height: 8, delay: [700, 500] });
    await expect(make(original, {}, { limits: { maxDuration: 1 } })).rejects.toMatchObject({
      code: 'too-long',
      message: 'the image plays for 1.2 seconds, and the limit is 1 second; send a shorter one',
    });
    expect(await make(original, {}, { limits: { maxDuration: 2 } })).toHaveLength(1);
  });

  it.each(SOURCE_FORMATS)('of %s where it is not accepted', async (format) => {
    const bytes = format === 'svg' ? SIMPLE : await photo({ width: 8, height: 8, format });
    expect(await make(bytes, {}, { accept: [format] })).toHaveLength(1);
    const accept = SOURCE_FORMATS.filter((other) => other !== format);
    await expect(make(bytes, {}, { accept })).rejects.toMatchObject({
      code: 'unsupported-format',
      message: `this is ${format}; send ${accept.join(', ')}`,
    });
  });
});
