import { createServer } from 'node:http';
import sharp from 'sharp';
import { svg } from '../isolate/testing/svg.ts';
import { decodeFailure, encodeFailure, ImageError } from '../errors.ts';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '../formats.ts';
import { png } from '../../fuzz/files/bombs/png.ts';
import { animation, photo } from '../testing/index.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { LIMITS, make, makeOne } from '../testing/make.ts';

const RASTER = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const;

/** On green. */
const drawing = (inside: string): Buffer =>
  svg(`<rect width="40" height="20" fill="#0f0"/>${inside}`, 'width="40" height="20"');

/** A PNG that announces these sides and has next to nothing in it. */
const announces = (width: number, height: number): Buffer =>
  png({ width, height }, Buffer.alloc(1_000));

describe('what is refused before anything is decoded', () => {
  it.each`
    what                      | bytes                                                       | code                    | says
    ${'nothing'}              | ${() => Buffer.alloc(0)}                                    | ${'empty'}              | ${'the file has no bytes; send an image'}
    ${'text'}                 | ${() => Buffer.from('dear diary')}                          | ${'unsupported-format'} | ${'send jpeg, png, webp, gif, avif, tiff, svg'}
    ${'a bomb'}               | ${() => announces(30_000, 30_000)}                          | ${'too-many-pixels'}    | ${'the image has 900,000,000 pixels (30,000 x 30,000), and the limit is 100,000,000'}
    ${'a large file'}         | ${() => Buffer.alloc(20_000_001)}                           | ${'too-large'}          | ${'the file has 20,000,001 bytes, and the limit is 20 MB'}
    ${'a long animation'}     | ${() => animation({ frames: 101, width: 4, height: 4 })}    | ${'too-many-frames'}    | ${'the image has 101 frames, and the limit is 100'}
    ${'more than webp holds'} | ${() => photo({ width: 1, height: 17_000, format: 'png' })} | ${'too-many-pixels'}    | ${'it would be 1 x 17,000, and avif holds 16,384 a side'}
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

  it('a sliver that would be enlarged to a giant', async () => {
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
    'a side that is longer than those of %s, which have at most %d pixels',
    async (format, most) => {
      const long = (width: number) => photo({ width, height: 1, format: 'png' });
      const made = await makeOne(await long(most), {}, { formats: [format] });
      expect([made.width, made.height]).toEqual([most, 1]);
      const longer = await long(most + 1);
      await expect(make(longer, {}, { formats: [format] })).rejects.toMatchObject({
        code: 'too-many-pixels',
      });
      const smallest = await makeOne(longer, { formats: { smallest: [format, 'png'] } });
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

  it('an animation that plays too long', async () => {
    const original = await animation({ frames: 2, width: 8, height: 8, delay: [700, 500] });
    await expect(make(original, {}, { limits: { maxDuration: 1 } })).rejects.toMatchObject({
      code: 'too-long',
      message: 'the image plays for 1.2 seconds, and the limit is 1; send a shorter one',
    });
    expect(await make(original, {}, { limits: { maxDuration: 2 } })).toHaveLength(1);
  });

  it.each(SOURCE_FORMATS)('%s where it is not accepted', async (format) => {
    const bytes = format === 'svg' ? drawing('') : await photo({ width: 8, height: 8, format });
    expect(await make(bytes, {}, { accept: [format] })).toHaveLength(1);
    const accept = SOURCE_FORMATS.filter((other) => other !== format);
    await expect(make(bytes, {}, { accept })).rejects.toMatchObject({
      code: 'unsupported-format',
      message: `this is ${format}; send ${accept.join(', ')}`,
    });
  });
});

describe('what is a mistake in the program', () => {
  it.each`
    limits                       | says
    ${{ maxPixels: NaN }}        | ${'limits.maxPixels is NaN; write a number above 0, of at most 9,007,199,254,740,991'}
    ${{ maxBytes: 0 }}           | ${'limits.maxBytes is 0; write a number above 0'}
    ${{ maxFrames: -1 }}         | ${'limits.maxFrames is -1; write a number above 0'}
    ${{ timeout: Infinity }}     | ${'limits.timeout is Infinity; write a number above 0, of at most 3,600'}
    ${{ maxDuration: Infinity }} | ${'limits.maxDuration is Infinity'}
  `('$limits: $says', async ({ limits, says }: { limits: object; says: string }) => {
    const made = make(await photo({ width: 8, height: 8 }), {}, { limits });
    await expect(made).rejects.toThrow(says);
    await expect(made).rejects.toBeInstanceOf(RangeError);
  });

  it.each([
    ['accept', ['png', 'jpg'], "'jpg'"],
    ['accept', [], 'nothing'],
    ['formats', ['png', 'jpg'], "'jpg'"],
    ['formats', ['png', 'webp', 'png'], "'png'"],
    ['formats', [], 'nothing'],
  ])('%s of %j', async (option, asked, names) => {
    const original = await photo({ width: 8, height: 8 });
    const options = { accept: SOURCE_FORMATS, formats: OUTPUT_FORMATS, limits: LIMITS };
    // As a program without types would call it.
    const made = Reflect.apply(render, undefined, [
      original,
      { ...options, variants: {}, [option]: asked },
    ]) as Promise<unknown>;
    await expect(made).rejects.toThrow(`${option} names ${names}; choose from `);
    await expect(made).rejects.toBeInstanceOf(RangeError);
  });

  it('a watermark that is not there, before the original is decoded', async () => {
    const cut = (await photo({ width: 80, height: 80 })).subarray(0, 900);
    const asked = { watermark: { image: 'logo' } };
    await expect(make(cut, asked)).rejects.toThrow('there is no image "logo" for a watermark');
  });

  it('limits that are not there, but for one that need not be', async () => {
    const original = await photo({ width: 8, height: 8 });
    const { maxPixels, ...rest } = LIMITS;
    const options = { accept: SOURCE_FORMATS, formats: OUTPUT_FORMATS, variants: {} };
    const made = Reflect.apply(render, undefined, [
      original,
      { ...options, limits: rest },
    ]) as Promise<unknown>;
    await expect(made).rejects.toThrow('limits.maxPixels is undefined; write a number above 0');
    const limits = { ...LIMITS, maxPixels, timeout: 3_600 };
    expect(await make(original, {}, { limits })).toHaveLength(1);
  });

  it('a recipe without its defaults, which no image is to blame for', async () => {
    const without = (value: object, left: string) =>
      Object.fromEntries(Object.entries(value).filter(([name]) => name !== left));
    const parsed = recipe.parse({ resize: { width: 4 } });
    const half = { ...parsed, resize: without(parsed.resize ?? {}, 'fit') };
    for (const raw of [half, without(parsed, 'animation')]) {
      const options = { accept: SOURCE_FORMATS, limits: LIMITS, formats: OUTPUT_FORMATS };
      const original = await photo({ width: 8, height: 8 });
      // As a program without types would call it.
      const made = Reflect.apply(render, undefined, [
        original,
        { ...options, variants: { it: raw } },
      ]) as Promise<unknown>;
      await expect(made).rejects.toThrow(
        'the recipe of it is not parsed; write recipe.parse({ … })',
      );
      await expect(made).rejects.not.toBeInstanceOf(ImageError);
    }
  });
});

describe('a damaged image', () => {
  const cases = RASTER.flatMap((format) =>
    [3, 25, 50, 75, 95, 99.5].map((percent) => ({ format, percent })),
  );
  it.each(cases)('$format cut short at $percent % is corrupt', async ({ format, percent }) => {
    const whole = await photo({ width: 300, height: 200, format });
    const part = whole.subarray(0, (whole.length * percent) / 100);
    await expect(make(part, { resize: { width: 50 } })).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each(['gif', 'webp'] as const)('a moving %s cut short is corrupt', async (format) => {
    const whole = await animation({ frames: 5, width: 60, height: 40, format });
    for (const share of [0.3, 0.5, 0.8, 0.95]) {
      const part = whole.subarray(0, whole.length * share);
      await expect(make(part, {})).rejects.toMatchObject({ code: 'corrupt' });
    }
  });

  it('that only looks like its format is corrupt, and the cause is kept', async () => {
    const error: unknown = await make(Buffer.from('\xff\xd8\xffnot at all', 'latin1'), {}).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'corrupt' });
    expect(error).toHaveProperty('cause.message');
  });

  it('is not what a camera leaves in a sound JPEG', async () => {
    const whole = await photo({ width: 60, height: 40 });
    const stray = Buffer.concat([whole.subarray(0, -2), Buffer.alloc(4), whole.subarray(-2)]);
    expect(await makeOne(stray, {})).toMatchObject({ width: 60, height: 40 });
    const after = Buffer.concat([whole, Buffer.from('a second picture, or whatever')]);
    expect(await makeOne(after, {})).toMatchObject({ width: 60, height: 40 });
  });
});

describe('an svg', () => {
  it('shows what is in it, and nothing from outside', async () => {
    const red = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const asked: string[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url ?? '');
      response.end(red);
    }).listen(0, '127.0.0.1');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const image = (href: string) => drawing(`<image xlink:href="${href}" width="40" height="20"/>`);

    const inside = await makeOne(image(`data:image/png;base64,${red.toString('base64')}`), {});
    expect(inside.pixel(20, 10)).toEqual([255, 0, 0, 255]);
    for (const href of [`http://127.0.0.1:${port ?? ''}/red.png`, import.meta.filename]) {
      expect((await makeOne(image(href), {})).pixel(20, 10)).toEqual([0, 255, 0, 255]);
    }
    expect(asked).toEqual([]);
    server.close();
  });

  it.each`
    what                        | bytes
    ${'an entity from a file'}  | ${'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&x;</text></svg>'}
    ${'markup that never ends'} | ${'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect'}
    ${'no size at all'}         | ${'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'}
  `('with $what is corrupt', async ({ bytes }: { bytes: string }) => {
    await expect(make(Buffer.from(bytes), {})).rejects.toMatchObject({ code: 'corrupt' });
  });
});

describe('whose fault a failure is', () => {
  it("is the image's when the work takes too long, as sharp says it", async () => {
    const thrown: unknown = await sharp({
      create: { width: 6_000, height: 6_000, channels: 3, background: 'red' },
    })
      .blur(100)
      .timeout({ seconds: 1 })
      .raw()
      .toBuffer()
      .catch((error: unknown) => error);
    const says = { code: 'too-slow', cause: thrown };
    expect(decodeFailure('png', thrown)).toMatchObject(says);
    expect(encodeFailure('an avif', thrown)).toMatchObject(says);
  });

  it("is the machine's when memory runs out, and nobody's that we know when it is unexpected", () => {
    const memory = new Error('vips_tracked: out of memory --- size == 300MB');
    expect(decodeFailure('png', memory)).toBe(memory);
    expect(encodeFailure('a webp', memory)).toBe(memory);
    const other = new Error('something new');
    expect(decodeFailure('png', other)).toMatchObject({ code: 'corrupt', cause: other });
    expect(encodeFailure('a webp', other)).toBe(other);
  });
});
