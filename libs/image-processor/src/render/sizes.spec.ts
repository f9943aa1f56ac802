import { draw, type Color } from '../testing/apply.ts';
import { sharpInput } from '../raster/sharp-input.ts';
import type { RecipeInput } from '../recipe/recipe.ts';
import { animation, photo, QUADRANTS } from '../testing/index.ts';
import { make, makeOne } from '../testing/make.ts';

/** 40 x 30, each pixel's red and green say where it is. */
const map = (): Promise<Buffer> =>
  sharpInput(draw(40, 30, (x, y) => [x * 5, y * 5, 0]))
    .png()
    .toBuffer();

/** Where the pixel at the left top of a rendition was in the map. */
const origin = ({ pixel }: { pixel: (x: number, y: number) => readonly number[] }) => {
  const [red = 0, green = 0] = pixel(0, 0);
  return [red / 5, green / 5];
};

describe('crop', () => {
  it.each`
    crop                                                        | size        | from
    ${{ left: 10, top: 5, width: 20, height: 15 }}              | ${[20, 15]} | ${[10, 5]}
    ${{ left: '25%', top: '50%', width: '50%', height: '50%' }} | ${[20, 15]} | ${[10, 15]}
    ${{ width: 7 }}                                             | ${[7, 30]}  | ${[0, 0]}
    ${{ left: 30, top: 20, width: 500, height: '100%' }}        | ${[10, 10]} | ${[30, 20]}
    ${{ left: '97.5%', width: '0.1%' }}                         | ${[1, 30]}  | ${[39, 0]}
  `(
    'keeps $size of $crop',
    async ({ crop, size, from }: { crop: RecipeInput['crop']; size: number[]; from: number[] }) => {
      const made = await makeOne(await map(), { crop });
      expect([made.width, made.height]).toEqual(size);
      expect(origin(made)).toEqual(from);
    },
  );

  it('counts in the upright original', async () => {
    const original = await photo({ width: 60, height: 80, orientation: 6 });
    const { pixel } = await makeOne(original, {
      crop: { left: '50%', width: '50%', height: '50%' },
    });
    const [red, green] = pixel(20, 15);
    expect(green - red).toBeGreaterThan(100);
  });

  it('comes before the resize, whatever order the recipe is written in', async () => {
    const crop = { left: 20, top: 10, width: 20, height: 20 };
    const made = await makeOne(await map(), { resize: { width: 10 }, crop });
    expect([made.width, made.height]).toEqual([10, 10]);
    const [x = 0, y = 0] = origin(made);
    expect(x).toBeGreaterThanOrEqual(20);
    expect(y).toBeGreaterThanOrEqual(10);
  });

  it('that starts where the image has ended is an ImageError', async () => {
    for (const crop of [{ left: 40 }, { left: '100%' }]) {
      await expect(makeOne(await map(), { crop })).rejects.toMatchObject({
        code: 'outside',
        message: `it crops from left ${crop.left}, and the image ends at 40; start before that`,
      });
    }
  });
});

describe('trim', () => {
  const framed = (edge: Color, inside: Color): Promise<Buffer> =>
    sharpInput(draw(40, 30, (x, y) => (x >= 10 && x < 30 && y >= 8 && y < 20 ? inside : edge)))
      .png()
      .toBuffer();

  it('removes edges of one color', async () => {
    const made = await makeOne(await framed([255, 255, 255], [200, 0, 0]), { trim: {} });
    expect([made.width, made.height]).toEqual([20, 12]);
    expect(made.pixel(0, 0)).toEqual([200, 0, 0, 255]);
  });

  it('removes what is transparent', async () => {
    const made = await makeOne(await framed([0, 0, 0, 0], [200, 0, 0, 255]), { trim: {} });
    expect([made.width, made.height]).toEqual([20, 12]);
  });

  it.each`
    trim                         | size
    ${{ margin: 3 }}             | ${[26, 18]}
    ${{ margin: 500 }}           | ${[40, 30]}
    ${{ background: '#00ff00' }} | ${[40, 30]}
    ${{ threshold: 255 }}        | ${[40, 30]}
  `(
    'leaves $size with $trim',
    async ({ trim, size }: { trim: RecipeInput['trim']; size: number[] }) => {
      const made = await makeOne(await framed([255, 255, 255], [200, 0, 0]), { trim });
      expect([made.width, made.height]).toEqual(size);
    },
  );

  it('leaves a picture of one color alone', async () => {
    const made = await makeOne(await framed([9, 9, 9], [9, 9, 9]), { trim: { margin: 2 } });
    expect([made.width, made.height]).toEqual([40, 30]);
  });

  it('comes after the crop and before the resize', async () => {
    const bytes = await framed([255, 255, 255], [200, 0, 0]);
    const made = await makeOne(bytes, {
      resize: { width: 10 },
      trim: {},
      crop: { left: 0, top: 0, width: 20, height: 30 },
    });
    expect([made.width, made.height]).toEqual([10, 12]);
    expect(made.pixel(0, 0)).toEqual([200, 0, 0, 255]);
  });

  it('leaves what is too small to have edges', async () => {
    for (const [width, height] of [
      [1, 1],
      [2, 40],
      [40, 2],
    ] as const) {
      const made = await makeOne(await photo({ width, height, format: 'png' }), { trim: {} });
      expect([made.width, made.height]).toEqual([width, height]);
    }
  });

  it('goes by the first frame of an animation', async () => {
    const moving = await animation({ frames: 3, width: 10, height: 10 });
    const made = await makeOne(moving, { trim: {}, animation: 'keep' }, { formats: ['webp'] });
    expect(made).toMatchObject({ width: 10, height: 10, frames: 3 });
  });
});

describe('turns', () => {
  const corner = async (recipe: RecipeInput, x: number, y: number) => {
    const original = await photo({ width: 80, height: 60, format: 'png' });
    const { pixel, width, height } = await makeOne(original, recipe);
    const seen = pixel(Math.floor(x * width), Math.floor(y * height));
    const distance = (color: readonly number[]) =>
      color.reduce((sum, value, channel) => sum + Math.abs(value - (seen[channel] ?? 0)), 0);
    const [nearest] = Object.entries(QUADRANTS).sort(([, a], [, b]) => distance(a) - distance(b));
    return nearest?.[0];
  };

  it.each`
    recipe                        | shows
    ${{}}                         | ${'topLeft'}
    ${{ rotate: 90 }}             | ${'bottomLeft'}
    ${{ rotate: 180 }}            | ${'bottomRight'}
    ${{ rotate: -90 }}            | ${'topRight'}
    ${{ rotate: 360 }}            | ${'topLeft'}
    ${{ flip: true }}             | ${'bottomLeft'}
    ${{ flop: true }}             | ${'topRight'}
    ${{ flip: true, flop: true }} | ${'bottomRight'}
    ${{ flip: true, rotate: 90 }} | ${'bottomRight'}
    ${{ rotate: 90, flop: true }} | ${'topLeft'}
  `(
    'show $shows at the left top after $recipe',
    async ({ recipe, shows }: { recipe: RecipeInput; shows: string }) => {
      expect(await corner(recipe, 0.25, 0.25)).toBe(shows);
      expect(await corner({ ...recipe, resize: { width: 20 } }, 0.25, 0.25)).toBe(shows);
    },
  );

  it('leave the sizes that are asked for', async () => {
    const original = await photo({ width: 80, height: 60, format: 'png' });
    const resize = { width: 30, height: 20, fit: 'cover' } as const;
    for (const rotate of [90, 45, -10]) {
      const made = await makeOne(original, { rotate, resize });
      expect([made.width, made.height]).toEqual([30, 20]);
    }
  });

  it.each([30, 45, 100, -77, 333.3])(
    'show all of it at %d degrees, and nothing beside it',
    async (rotate) => {
      const original = await photo({ width: 80, height: 60, format: 'png' });
      const made = await make(
        original,
        { rotate, background: '#00ff00' },
        { formats: ['png', 'jpeg'] },
      );
      const radians = (rotate * Math.PI) / 180;
      const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
      for (const { width, height } of made) {
        expect([width, height]).toEqual([
          Math.round(80 * cos + 60 * sin),
          Math.round(80 * sin + 60 * cos),
        ]);
      }
      const [png, jpeg] = made;
      expect(png?.pixel(0, 0)[3]).toBe(0);
      const [red = 0, green = 0] = jpeg?.pixel(0, 0) ?? [];
      expect(green - red).toBeGreaterThan(200);
    },
  );

  it('turn every frame of an animation', async () => {
    const moving = await animation({ frames: 3, width: 20, height: 10 });
    for (const format of ['webp', 'gif'] as const) {
      const made = await makeOne(moving, { rotate: 90, animation: 'keep' }, { formats: [format] });
      expect(made).toMatchObject({ width: 10, height: 20, frames: 3 });
      const greys = [0, 1, 2].map((frame) => made.pixel(5, 10, frame)[0]);
      greys.forEach((gray, frame) => expect(Math.abs(gray - 20 * frame)).toBeLessThan(6));
    }
  });
});

describe('resize', () => {
  it.each`
    position              | from
    ${{ x: 0, y: 0 }}     | ${[0, 0]}
    ${{ x: 1, y: 1 }}     | ${[30, 0]}
    ${{ x: 0.5, y: 0.5 }} | ${[15, 0]}
    ${{ x: 0.2, y: 0.9 }} | ${[3, 0]}
    ${'right'}            | ${[30, 0]}
  `(
    'keeps what is around $position',
    async ({ position, from }: { position: never; from: number[] }) => {
      const resize = { width: 10, height: 30, fit: 'cover', position } as const;
      const made = await makeOne(await map(), { resize });
      expect([made.width, made.height]).toEqual([10, 30]);
      expect(origin(made)).toEqual(from);
    },
  );

  it('puts a contained picture where a point says', async () => {
    const resize = { width: 80, height: 30, fit: 'contain', position: { x: 1, y: 0 } } as const;
    const { pixel } = await makeOne(await map(), { resize });
    expect(pixel(39, 0)[3]).toBe(0);
    expect(pixel(40, 0)[3]).toBe(255);
  });

  it('multiplies what is asked by what a device has for each CSS pixel', async () => {
    const made = await makeOne(await map(), { resize: { width: 10, dpr: 1.5 } });
    expect([made.width, made.height]).toEqual([15, 11]);
  });
});
