import fc from 'fast-check';
import sharp from 'sharp';
import { sharpInput } from '../raster/sharp-input.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { draw, type Color } from '../testing/apply.ts';
import { photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';

const png = (width: number, height: number, at: (x: number, y: number) => Color) =>
  sharpInput(draw(width, height, at))
    .png()
    .toBuffer();

/** Renders all variants in one render, by name. */
async function makeAll(original: Buffer, inputs: Readonly<Record<string, RecipeInput>>) {
  const { renditions } = await render(original, {
    accept: ['png', 'jpeg'],
    limits: LIMITS,
    formats: ['png'],
    variants: Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [
        name,
        recipe.parse({ png: { compressionLevel: 0 }, ...input }),
      ]),
    ),
  });
  const made = new Map<string, { width: number; height: number; data: Buffer }>();
  for await (const { variant, width, height, data } of renditions) {
    made.set(variant, {
      width,
      height,
      data: await sharp(data).flatten({ background: '#fff' }).raw().toBuffer(),
    });
  }
  return made;
}

/** The mean absolute difference of two buffers of the same length. */
function difference(one: Buffer, other: Buffer): number {
  const { abs } = Math;
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += abs((one[at] ?? NaN) - (other[at] ?? NaN));
  return sum / one.length;
}

describe('a variant', () => {
  it('is the original itself, also beside larger variants', async () => {
    const original = await png(100, 80, (x, y) => ((x + y) % 2 ? [255, 255, 255] : [0, 0, 0]));
    const made = await makeAll(original, {
      large: { resize: { width: 110, enlarge: true } },
      square: { resize: { width: 88, height: 88, fit: 'cover', enlarge: true } },
      small: { resize: { width: 80, height: 80, fit: 'cover' } },
      same: {},
    });
    const pixels = await sharp(original).raw().toBuffer();
    expect(made.get('same')?.data.equals(pixels)).toBe(true);
    const cut = await sharp(original)
      .extract({ left: 10, top: 0, width: 80, height: 80 })
      .raw()
      .toBuffer();
    expect(made.get('small')?.data.equals(cut)).toBe(true);
  });

  it('that is cropped shows nothing around it, however small it is', async () => {
    const [left, top, side] = [217, 103, 185];
    const isInside = (x: number, y: number) =>
      x >= left && x < left + side && y >= top && y < top + side;
    const original = await png(600, 400, (x, y) => (isInside(x, y) ? [255, 255, 255] : [0, 0, 0]));
    const crop = { left, top, width: side, height: side };
    const half = { ...crop, width: 90 };
    const inputs: Record<string, RecipeInput> = {
      alone: { crop, resize: { width: 32 } },
      square: { crop, resize: { width: 31, height: 20, fit: 'cover' } },
      half: { crop: half, resize: { height: 40 } },
      whole: { resize: { width: 100 } },
    };
    for (const names of [['alone'], ['alone', 'square'], ['alone', 'square', 'half', 'whole']]) {
      const asked = Object.fromEntries(names.map((name) => [name, inputs[name] ?? {}]));
      const made = await makeAll(original, asked);
      for (const name of ['alone', 'square', 'half']) {
        const { data = Buffer.of(255) } = made.get(name) ?? {};
        expect({ name, darkest: Math.min(...data) }).toEqual({ name, darkest: 255 });
      }
    }
  });

  it('of a narrow shape is not made from another one', async () => {
    const original = await png(200, 400, (x) => [x, x, x]);
    const tall = { resize: { width: 2, height: 400, fit: 'cover' } } as const;
    const less = { resize: { width: 1, height: 150, fit: 'cover' } } as const;
    const together = await makeAll(original, { tall, less });
    for (const [name, input] of Object.entries({ tall, less })) {
      const alone = await makeAll(original, { it: input });
      expect(together.get(name)).toEqual(alone.get('it'));
    }
  });

  it('is the same beside others as alone', async () => {
    const side = fc.integer({ min: 10, max: 130 });
    const percentage = fc.integer({ min: 0, max: 60 }).map((share) => `${share}%`);
    const input = fc.record(
      {
        crop: fc.record({ left: percentage, top: percentage, width: fc.constant('40%') }),
        resize: fc.record(
          {
            width: side,
            height: side,
            fit: fc.constantFrom('cover', 'contain', 'inside', 'outside'),
            position: fc.oneof(
              fc.constantFrom('left', 'southeast', 'center'),
              fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.constant(0.3) }),
            ),
            enlarge: fc.boolean(),
          },
          { requiredKeys: ['width'] },
        ),
        rotate: fc.constantFrom(90, 180, 15),
        flip: fc.boolean(),
      },
      { requiredKeys: ['resize'] },
    ) as fc.Arbitrary<RecipeInput>;
    const original = await photo({ width: 120, height: 90 });
    await fc.assert(
      fc.asyncProperty(fc.array(input, { minLength: 2, maxLength: 4 }), async (inputs) => {
        const named = Object.fromEntries(inputs.map((each, n) => [`v${n}`, each]));
        const together = await makeAll(original, named);
        for (const [name, each] of Object.entries(named)) {
          const alone = (await makeAll(original, { it: each })).get('it');
          const beside = together.get(name);
          if (!alone || !beside) throw new Error('nothing was made');
          expect([beside.width, beside.height]).toEqual([alone.width, alone.height]);
          expect(difference(beside.data, alone.data)).toBeLessThan(6);
        }
      }),
      { seed: 7, numRuns: 80 },
    );
  });
});
