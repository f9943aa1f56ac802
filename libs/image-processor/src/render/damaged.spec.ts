import sharp from 'sharp';
import { decodeFailure, encodeFailure } from '../errors.ts';
import { animation, photo } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

const RASTER = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const;

describe('a damaged image', () => {
  describe.each(RASTER)('as %s', (format) => {
    const whole = photo({ width: 150, height: 100, format });
    it.each([3, 25, 50, 75, 95, 99.5])('cut short at %d % is corrupt', async (percent) => {
      const bytes = await whole;
      const part = bytes.subarray(0, (bytes.length * percent) / 100);
      await expect(make(part, { resize: { width: 50 } })).rejects.toMatchObject({
        code: 'corrupt',
      });
    });
  });

  it.each(['gif', 'webp'] as const)(
    'that is an animated %s, cut short, is corrupt',
    async (format) => {
      const whole = await animation({ frames: 5, width: 60, height: 40, format });
      for (const share of [0.3, 0.5, 0.8, 0.95]) {
        const part = whole.subarray(0, whole.length * share);
        await expect(make(part, {})).rejects.toMatchObject({ code: 'corrupt' });
      }
    },
  );

  it('that has no more than a signature is corrupt, with the cause', async () => {
    const error: unknown = await make(Buffer.from('\xff\xd8\xffnot at all', 'latin1'), {}).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'corrupt' });
    expect(error).toHaveProperty('cause.message');
  });

  it('is not a JPEG with stray bytes, as some cameras write them', async () => {
    const whole = await photo({ width: 60, height: 40 });
    const stray = Buffer.concat([whole.subarray(0, -2), Buffer.alloc(4), whole.subarray(-2)]);
    expect(await makeOne(stray, {})).toMatchObject({ width: 60, height: 40 });
    const after = Buffer.concat([whole, Buffer.from('a second image, or anything else')]);
    expect(await makeOne(after, {})).toMatchObject({ width: 60, height: 40 });
  });
});

describe('a failure of libvips', () => {
  it('is no ImageError when the time is up, by the message of sharp', async () => {
    const thrown: unknown = await sharp({
      create: { width: 3_000, height: 3_000, channels: 3, background: 'red' },
    })
      .blur(100)
      .timeout({ seconds: 1 })
      .raw()
      .toBuffer()
      .catch((error: unknown) => error);
    const says = {
      name: 'RenderTimeoutError',
      cause: thrown,
      message: expect.stringMatching(
        /took longer than limits\.timeout \(timeout: \d+% complete\); try again, or allow longer$/,
      ) as string,
    };
    expect(decodeFailure('png', thrown)).toMatchObject(says);
    expect(encodeFailure('an avif', thrown)).toMatchObject(says);
  });

  it('is passed on when memory runs out, and when encoding fails unexpectedly', () => {
    const memory = new Error('vips_tracked: out of memory --- size == 300MB');
    expect(decodeFailure('png', memory)).toBe(memory);
    expect(encodeFailure('a webp', memory)).toBe(memory);
    const other = new Error('something new');
    expect(decodeFailure('png', other)).toMatchObject({ code: 'corrupt', cause: other });
    expect(encodeFailure('a webp', other)).toBe(other);
  });
});
