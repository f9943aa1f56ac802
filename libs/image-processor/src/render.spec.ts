import sharp from 'sharp';
import { SOURCE_FORMATS } from './formats.ts';
import { inspect } from './inspect.ts';
import { recipe, type RecipeInput } from './recipe/recipe.ts';
import { render } from './render.ts';
import { look, photo, QUADRANTS, type Look } from './testing/index.ts';
import { LIMITS, make, makeOne } from './testing/make.ts';
import type { RenderOptions } from './types.ts';

const options = (variants: Record<string, RecipeInput>): RenderOptions => ({
  accept: SOURCE_FORMATS,
  limits: LIMITS,
  formats: ['avif', 'webp', 'jpeg', 'png'],
  variants: Object.fromEntries(
    Object.entries(variants).map(([name, input]) => [name, recipe.parse(input)]),
  ),
});

/** The color in the middle of each quarter, to the nearest quarter's color. */
function quarters({ width, height, pixel }: Look): string[] {
  const at = (x: number, y: number): string => {
    const seen = pixel(Math.floor(x * width), Math.floor(y * height));
    const distance = (color: readonly number[]) =>
      color.reduce((sum, value, channel) => sum + Math.abs(value - (seen[channel] ?? 0)), 0);
    const [nearest] = Object.entries(QUADRANTS).sort(([, a], [, b]) => distance(a) - distance(b));
    return nearest?.[0] ?? '';
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}
const UPRIGHT = Object.keys(QUADRANTS);

/** Encoders that lose a little are a little off. */
function expectColour(seen: readonly number[], color: readonly number[]): void {
  expect(seen).toHaveLength(color.length);
  seen.forEach((value, channel) =>
    expect(Math.abs(value - (color[channel] ?? 0))).toBeLessThanOrEqual(3),
  );
}

describe('render', () => {
  it('makes every variant in every format, in that order', async () => {
    const original = await photo({ width: 300, height: 200 });
    const { renditions } = await render(
      original,
      options({ large: { resize: { width: 150 } }, thumb: { resize: { width: 30 } } }),
    );
    const made = [];
    for await (const { variant, format, width, height, data } of renditions) {
      expect(await look(data)).toMatchObject({ format, width, height, frames: 1 });
      made.push(`${variant}.${format} ${width}x${height}`);
    }
    expect(made).toEqual([
      'large.avif 150x100',
      'large.webp 150x100',
      'large.jpeg 150x100',
      'large.png 150x100',
      'thumb.avif 30x20',
      'thumb.webp 30x20',
      'thumb.jpeg 30x20',
      'thumb.png 30x20',
    ]);
  });

  it('says what the original is, and what to show until the renditions are there', async () => {
    const original = await photo({ width: 400, height: 300, orientation: 6 });
    const { original: facts, placeholder } = await render(original, options({}));
    expect(facts).toEqual({
      format: 'jpeg',
      width: 300,
      height: 400,
      bytes: original.length,
      frames: 1,
      alpha: false,
    });
    expect(await inspect(original, options({}))).toMatchObject(facts);
    const { thumbhash, color } = await placeholder();
    expect(thumbhash).toMatch(/^[A-Za-z0-9+/]{20,40}={0,2}$/);
    expect(color).toMatch(/^#c[0-9a-f]2[0-9a-f]2[0-9a-f]$/);
  });

  it('reads the original only before it answers: no rendition decodes it again', async () => {
    const original = await photo({ width: 300, height: 200 });
    const { renditions } = await render(
      original,
      options({ large: { resize: { width: 200 } }, thumb: { resize: { width: 50 } } }),
    );
    original.fill(0);
    for await (const { data } of renditions) expect(quarters(await look(data))).toEqual(UPRIGHT);
  });

  it('leaves nothing behind when the reader stops early', async () => {
    const original = await photo({ width: 300, height: 200 });
    const { renditions } = await render(original, options({ a: {}, b: {}, c: {} }));
    for await (const { format } of renditions) {
      expect(format).toBe('avif');
      break;
    }
    expect(sharp.counters()).toEqual({ queue: 0, process: 0 });
    expect(await renditions.next()).toEqual({ done: true, value: undefined });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns orientation %i upright', async (orientation) => {
    const stored = orientation > 4 ? { width: 60, height: 80 } : { width: 80, height: 60 };
    const original = await photo({ ...stored, orientation });
    for (const asked of [{}, { resize: { width: 40 } }]) {
      const made = await makeOne(original, asked);
      expect(quarters(made)).toEqual(UPRIGHT);
      expect(made.width / made.height).toBeCloseTo(4 / 3);
      expect(made.orientation).toBeUndefined();
    }
  });

  it('strips what the camera wrote', async () => {
    const original = await photo({ width: 80, height: 60, orientation: 6, gps: true });
    expect(await look(original)).toMatchObject({ hasExif: true, hasGps: true, hasIcc: true });
    for (const made of await make(original, {}, { formats: ['avif', 'webp', 'jpeg', 'png'] })) {
      const { hasExif, hasGps, hasIcc, hasXmp, hasIptc } = made;
      expect({ hasExif, hasGps, hasIcc, hasXmp, hasIptc }).toEqual({
        hasExif: false,
        hasGps: false,
        hasIcc: false,
        hasXmp: false,
        hasIptc: false,
      });
    }
  });

  it.each`
    asked                                                             | from          | gives
    ${{}}                                                             | ${[400, 200]} | ${[400, 200]}
    ${{ width: 100 }}                                                 | ${[400, 200]} | ${[100, 50]}
    ${{ height: 100 }}                                                | ${[400, 200]} | ${[200, 100]}
    ${{ width: 100, height: 100 }}                                    | ${[400, 200]} | ${[100, 50]}
    ${{ width: 100, height: 100, fit: 'cover' }}                      | ${[400, 200]} | ${[100, 100]}
    ${{ width: 100, height: 100, fit: 'contain' }}                    | ${[400, 200]} | ${[100, 100]}
    ${{ width: 100, height: 100, fit: 'fill' }}                       | ${[400, 200]} | ${[100, 100]}
    ${{ width: 100, fit: 'fill' }}                                    | ${[400, 200]} | ${[100, 200]}
    ${{ width: 100, height: 100, fit: 'outside' }}                    | ${[400, 200]} | ${[200, 100]}
    ${{ width: 99 }}                                                  | ${[400, 201]} | ${[99, 50]}
    ${{ width: 900 }}                                                 | ${[400, 200]} | ${[400, 200]}
    ${{ width: 900, enlarge: true }}                                  | ${[400, 200]} | ${[900, 450]}
    ${{ width: 900, height: 900, fit: 'cover' }}                      | ${[400, 200]} | ${[400, 200]}
    ${{ width: 300, height: 300, fit: 'cover' }}                      | ${[400, 200]} | ${[300, 200]}
    ${{ width: 900, height: 900, fit: 'contain' }}                    | ${[400, 200]} | ${[900, 900]}
    ${{ width: 900, height: 100, fit: 'fill' }}                       | ${[400, 200]} | ${[400, 100]}
    ${{ width: 512, height: 512, fit: 'cover' }}                      | ${[1, 1]}     | ${[1, 1]}
    ${{ width: 512 }}                                                 | ${[1, 5000]}  | ${[1, 5000]}
    ${{ height: 50 }}                                                 | ${[1, 5000]}  | ${[1, 50]}
    ${{ width: 50, height: 50, fit: 'cover', position: 'attention' }} | ${[1, 5000]}  | ${[1, 50]}
  `(
    'makes $gives of $from when asked for $asked',
    async ({
      asked,
      from,
      gives,
    }: {
      asked: Record<string, unknown>;
      from: [number, number];
      gives: [number, number];
    }) => {
      const original = await photo({ width: from[0], height: from[1], format: 'png' });
      const input = Object.keys(asked).length > 0 ? { resize: asked } : {};
      const made = await makeOne(original, input);
      expect([made.width, made.height]).toEqual(gives);
      const { info } = await sharp(made.data).toBuffer({ resolveWithObject: true });
      expect([info.width, info.height]).toEqual(gives);
    },
  );

  it.each([
    'center',
    'top',
    'right',
    'bottom',
    'left',
    'left top',
    'entropy',
    'attention',
  ] as const)('cuts what sharp cuts of the whole original, at %s', async (position) => {
    const original = await photo({ width: 400, height: 300, format: 'png' });
    const asked = { width: 60, height: 90, fit: 'cover', position } as const;
    const made = await makeOne(original, { resize: asked });
    const direct = await look(await sharp(original).resize(asked).png().toBuffer());
    expect(quarters(made)).toEqual(quarters(direct));
  });

  it('is as sharp when another variant needs a larger copy', async () => {
    const original = await photo({ width: 1200, height: 800, format: 'png' });
    const both = await render(
      original,
      options({ large: { resize: { width: 700 } }, thumb: { resize: { width: 90 } } }),
    );
    const direct = await sharp(original).resize(90).raw().toBuffer();
    for await (const { variant, format, data } of both.renditions) {
      if (variant !== 'thumb' || format !== 'png') continue;
      const made = await sharp(data).raw().toBuffer();
      const difference = made.reduce(
        (sum, value, at) => sum + Math.abs(value - (direct[at] ?? 0)),
        0,
      );
      expect(difference / made.length).toBeLessThan(1);
    }
    expect.assertions(1);
  });

  it.each`
    format    | padding      | background   | gives
    ${'png'}  | ${undefined} | ${'#ffffff'} | ${[0, 0, 0, 0]}
    ${'webp'} | ${undefined} | ${'#ffffff'} | ${[0, 0, 0, 0]}
    ${'jpeg'} | ${undefined} | ${'#0000ff'} | ${[0, 0, 255, 255]}
    ${'png'}  | ${'#00ff00'} | ${'#ffffff'} | ${[0, 255, 0, 255]}
    ${'jpeg'} | ${'#fff'}    | ${'#0000ff'} | ${[255, 255, 255, 255]}
  `(
    'pads a $format with $padding on $background',
    async ({
      format,
      padding,
      background,
      gives,
    }: {
      format: 'png' | 'webp' | 'jpeg';
      padding: string | undefined;
      background: string;
      gives: number[];
    }) => {
      const original = await photo({ width: 200, height: 100 });
      // Padding of whole blocks of a JPEG: in one that holds an edge too, no color is exact.
      const resize = {
        width: 64,
        height: 64,
        fit: 'contain',
        ...(padding && { background: padding }),
      } as const;
      const made = await makeOne(original, { resize, background }, { formats: [format] });
      expectColour(made.pixel(30, 3), gives);
      expectColour(made.pixel(30, 60), gives);
      expect(made.pixel(10, 24)[0]).toBeGreaterThan(150);
    },
  );

  it('keeps transparency where the format can, and shows the background where it cannot', async () => {
    const original = await photo({ width: 80, height: 60, alpha: true, format: 'png' });
    const asked = { resize: { width: 40 }, background: '#ff00ff' };
    const formats = ['avif', 'webp', 'png', 'jpeg'] as const;
    const made = await make(original, asked, { formats });
    expect(made.map(({ pixel }) => pixel(20, 25)[3])).toEqual([0, 0, 0, 255]);
    expectColour(made[3]?.pixel(20, 25) ?? [], [255, 0, 255, 255]);
    expect(made.map(({ alpha }) => alpha)).toEqual([true, true, true, false]);
  });

  it('takes the quality that is asked for', async () => {
    const original = await photo({ width: 300, height: 200 });
    for (const format of ['avif', 'webp', 'jpeg'] as const) {
      const sizes = [];
      for (const quality of [20, 95]) {
        sizes.push((await makeOne(original, { quality }, { formats: [format] })).data.length);
      }
      expect(sizes[0]).toBeLessThan(sizes[1] ?? 0);
    }
  });
});
