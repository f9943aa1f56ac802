import sharp from 'sharp';
import { SOURCE_FORMATS } from '../formats.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { decodeImage, photo } from '../testing/index.ts';
import { LIMITS, makeOne } from '../testing/make.ts';
import { originOf, pixelMap } from './testing/pixel-map.ts';
import { quadrantsOf } from './testing/quadrants.ts';

describe('resize', () => {
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
    'makes $gives of $from with $asked',
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
  ] as const)('crops as sharp crops the whole original, at %s', async (position) => {
    const original = await photo({ width: 400, height: 300, format: 'png' });
    const asked = { width: 60, height: 90, fit: 'cover', position } as const;
    const made = await makeOne(original, { resize: asked });
    const direct = await decodeImage(await sharp(original).resize(asked).png().toBuffer());
    expect(quadrantsOf(made)).toEqual(quadrantsOf(direct));
  });

  it('is as sharp when another variant needs a larger image', async () => {
    const original = await photo({ width: 1200, height: 800, format: 'png' });
    const both = await render(original, {
      accept: SOURCE_FORMATS,
      limits: LIMITS,
      formats: ['png'],
      variants: {
        large: recipe.parse({ resize: { width: 700 }, png: { compressionLevel: 0 } }),
        thumb: recipe.parse({ resize: { width: 90 } }),
      },
    });
    const direct = await sharp(original).resize(90).raw().toBuffer();
    for await (const { variant, data } of both.renditions) {
      if (variant !== 'thumb') continue;
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
    position              | from
    ${{ x: 0, y: 0 }}     | ${[0, 0]}
    ${{ x: 1, y: 1 }}     | ${[30, 0]}
    ${{ x: 0.5, y: 0.5 }} | ${[15, 0]}
    ${{ x: 0.2, y: 0.9 }} | ${[3, 0]}
    ${'right'}            | ${[30, 0]}
  `(
    'keeps the part around $position',
    async ({ position, from }: { position: never; from: number[] }) => {
      const resize = { width: 10, height: 30, fit: 'cover', position } as const;
      const made = await makeOne(await pixelMap(), { resize });
      expect([made.width, made.height]).toEqual([10, 30]);
      expect(originOf(made)).toEqual(from);
    },
  );

  it('places a contained image at a point', async () => {
    const resize = { width: 80, height: 30, fit: 'contain', position: { x: 1, y: 0 } } as const;
    const { pixel } = await makeOne(await pixelMap(), { resize });
    expect(pixel(39, 0)[3]).toBe(0);
    expect(pixel(40, 0)[3]).toBe(255);
  });

  it('multiplies the size by the device pixel ratio', async () => {
    const made = await makeOne(await pixelMap(), { resize: { width: 10, dpr: 1.5 } });
    expect([made.width, made.height]).toEqual([15, 11]);
  });
});
