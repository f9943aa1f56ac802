import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import * as z from 'zod';
import { color, opaqueColor } from '../params/color.ts';
import { colorsInP3 } from './p3-colors.ts';
import { recipe, type Recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import type { Color } from '../testing/apply.ts';
import { font } from '../testing/font.ts';
import { animation } from '../testing/index.ts';
import { LIMITS, makeOne } from '../testing/make.ts';
import { planFor } from '../testing/plan-for.ts';

const RED = '#ff0000';
const ORANGE = '#c86432';
const flat = (background: string, width = 40, height = 40): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });
const gray = flat('#808080').png().toBuffer();

describe('colors in P3', () => {
  const repainted = async (input: RecipeInput): Promise<Recipe> => {
    const region = { left: 0, top: 0, width: 9, height: 9 };
    const [made] = await colorsInP3([planFor(input, region)]);
    if (!made) throw new Error('there is no plan');
    return made.recipe;
  };

  it.each`
    of             | are
    ${'#ff0000'}   | ${'#ea3322'}
    ${'#c86432'}   | ${'#bb693e'}
    ${'#C86432'}   | ${'#bb693e'}
    ${'#f00'}      | ${'#ea3322'}
    ${'#ff000080'} | ${'#ea332280'}
    ${'#000'}      | ${'#000000'}
    ${'#808080'}   | ${'#808080'}
    ${'#ffffff'}   | ${'#ffffff'}
  `('are $are for $of', async ({ of, are }: { of: string; are: string }) => {
    const { extend } = await repainted({ extend: { top: 1, background: of } });
    expect(extend?.background).toBe(are);
  });

  it('are all that a recipe can name, and nothing else', async () => {
    const full: RecipeInput = {
      trim: { background: RED },
      resize: { width: 5, background: RED },
      tint: RED,
      duotone: { shadow: RED, highlight: RED },
      caption: { text: RED, font: RED, color: RED, background: RED },
      watermark: { image: RED },
      extend: { top: 1, background: RED },
      background: RED,
    };
    const after = new Map(leaves(await repainted(full)));
    const changed = leaves(recipe.parse(full)).filter(([path, value]) => value !== after.get(path));
    const colors = coloursIn(z.toJSONSchema(recipe));
    expect(changed.map(([path]) => path).toSorted()).toEqual(colors.toSorted());
  });

  /** Paths of what is neither an object nor a list, and what is there. */
  function leaves(value: unknown, path = ''): [string, unknown][] {
    if (typeof value !== 'object' || value === null) return [[path, value]];
    return Object.entries(value).flatMap(([key, each]) => leaves(each, `${path}/${key}`));
  }

  /** Paths of the colors that a schema has. */
  function coloursIn(schema: z.core.JSONSchema.JSONSchema, path = ''): string[] {
    const patterns = [color(), opaqueColor()].map((each) => z.toJSONSchema(each).pattern);
    if (patterns.includes(schema.pattern)) return [path];
    return Object.entries(schema.properties ?? {}).flatMap(([key, each]) =>
      typeof each === 'object' ? coloursIn(each, `${path}/${key}`) : [],
    );
  }
});

describe('a picture in P3', () => {
  let folder: string;
  let fonts: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fonts-'));
    fonts = { squares: join(folder, 'squares.ttf') };
    await writeFile(join(folder, 'squares.ttf'), font({ family: 'Squares' }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const caption = { text: 'a', size: 30, padding: 0, position: 'left top' } as const;
  it.each`
    asked
    ${{ extend: { top: 9, background: ORANGE } }}
    ${{ resize: { width: 40, height: 80, fit: 'contain', background: ORANGE } }}
    ${{ cornerRadius: 20, flatten: true, background: ORANGE }}
    ${{ resize: { width: 40, height: 80, fit: 'contain' }, background: ORANGE, formats: ['jpeg'], jpeg: { quality: 100, chromaSubsampling: '4:4:4' } }}
    ${{ tint: ORANGE }}
    ${{ duotone: { shadow: ORANGE, highlight: ORANGE } }}
    ${{ caption: { ...caption, color: ORANGE } }}
    ${{ caption: { ...caption, padding: 8, background: ORANGE } }}
  `('shows the colors of $asked as sRGB has them', async ({ asked }: Laid) => {
    const plain = await makeOne(await gray, asked, { fonts });
    expect(farthest(plain.pixel(0, 0), channels(ORANGE))).toBeLessThanOrEqual(2);
    const rich = await makeOne(await gray, { ...asked, colorSpace: 'p3' }, { fonts });
    expect(farthest(rich.pixel(0, 0), plain.pixel(0, 0))).toBeLessThanOrEqual(2);
  });
  interface Laid {
    asked: RecipeInput;
  }

  it('has edges of the color that is named trimmed', async () => {
    const framed = await flat('#808080', 20, 10)
      .extend({ top: 3, left: 5, bottom: 0, right: 0, background: ORANGE })
      .png()
      .toBuffer();
    const made = await makeOne(framed, { colorSpace: 'p3', trim: { background: ORANGE } });
    expect([made.width, made.height]).toEqual([20, 10]);
  });

  it.each`
    what                       | file
    ${'sRGB'}                  | ${() => flat(ORANGE).png()}
    ${'sRGB with its profile'} | ${() => flat(ORANGE).withIccProfile('srgb').png()}
    ${'sRGB with alpha'}       | ${() => flat(ORANGE).ensureAlpha().png()}
    ${'16-bit sRGB'}           | ${() => flat(ORANGE).toColourspace('rgb16').png()}
    ${'Display P3'}            | ${() => flat(ORANGE).withIccProfile('p3').png()}
    ${'16-bit Display P3'}     | ${() => flat(ORANGE).toColourspace('rgb16').withIccProfile('p3').png()}
  `('shows a watermark of $what as it is', async ({ file }: { file: () => Sharp }) => {
    const images = { logo: await file().toBuffer() };
    const asked = { watermark: { image: 'logo', scale: 1 }, colorSpace: 'p3' } as const;
    const { pixel } = await makeOne(await gray, asked, { images });
    expect(farthest(pixel(20, 20), channels(ORANGE))).toBeLessThanOrEqual(2);
  });

  it('shows more of a rich watermark than sRGB has', async () => {
    const data = Buffer.from('00ff00'.repeat(1_600), 'hex');
    const black = await flat('#000').withIccProfile('p3').png().toBuffer();
    const logo = await sharp(black)
      .boolean(data, 'or', { raw: { width: 40, height: 40, channels: 3 } })
      .keepIccProfile()
      .png()
      .toBuffer();
    const asked = { watermark: { image: 'logo', scale: 1 }, colorSpace: 'p3' } as const;
    const made = await makeOne(await gray, asked, { images: { logo } });
    const stored = await sharp(made.data).keepIccProfile().raw().toBuffer();
    expect(farthest([...stored.subarray(0, 3)], [0, 255, 0])).toBeLessThanOrEqual(2);
  });

  it('that moves is sRGB, and so is what lies on it', async () => {
    const moving = await animation({ frames: 3, width: 20, height: 20 });
    const images = { logo: await flat(ORANGE).png().toBuffer() };
    const made = await makeOne(
      moving,
      {
        animation: 'keep',
        colorSpace: 'p3',
        watermark: { image: 'logo', scale: 0.5, position: 'left top' },
        extend: { bottom: 5, background: RED },
      },
      { images, formats: ['webp'] },
    );
    expect(made.frames).toBe(3);
    for (const frame of [0, 1, 2]) {
      expect(farthest(made.pixel(4, 4, frame), channels(ORANGE))).toBeLessThanOrEqual(4);
      expect(farthest(made.pixel(10, 23, frame), channels(RED))).toBeLessThanOrEqual(4);
    }
  });

  it.each`
    what        | stored
    ${'8-bit'}  | ${() => flat(ORANGE)}
    ${'16-bit'} | ${() => flat(ORANGE).toColourspace('rgb16')}
  `(
    'has the colors of a $what original without a profile',
    async ({ stored }: { stored: () => Sharp }) => {
      const { pixel } = await makeOne(await stored().png().toBuffer(), { colorSpace: 'p3' });
      expect(farthest(pixel(9, 9), channels(ORANGE))).toBeLessThanOrEqual(2);
    },
  );
});

it.each<RecipeInput['colorSpace'][]>([['p3'], ['keep'], ['p3', 'keep'], ['srgb', 'p3']])(
  'the placeholder is in sRGB when variants ask for %j',
  async (...colorSpaces) => {
    const original = await flat(ORANGE).withIccProfile('p3').png().toBuffer();
    const { placeholder } = await render(original, {
      accept: ['png'],
      limits: LIMITS,
      formats: ['png'],
      variants: Object.fromEntries(
        colorSpaces.map((colorSpace, at) => [`${at}`, recipe.parse({ colorSpace })]),
      ),
    });
    const { color, thumbhash } = await placeholder();
    expect(farthest(channels(color), channels(ORANGE))).toBeLessThanOrEqual(2);
    const plain = await render(original, {
      accept: ['png'],
      limits: LIMITS,
      formats: ['png'],
      variants: { it: recipe.parse({}) },
    });
    expect((await plain.placeholder()).thumbhash).toBe(thumbhash);
  },
);

const channels = (hex: string): Color => [...Buffer.from(hex.slice(1), 'hex')];

/** How far a color is from another, in the channel in which it is farthest. */
const farthest = (color: Color, other: Color): number =>
  Math.max(...other.map((level, channel) => Math.abs(level - (color[channel] ?? NaN))));
