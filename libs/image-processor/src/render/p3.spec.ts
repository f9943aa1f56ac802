import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import type { Color } from '../testing/apply.ts';
import { font } from '../testing/font.ts';
import { animation, decodeImage, type DecodedImage } from '../testing/index.ts';
import { LIMITS, makeOne } from '../testing/make.ts';

const RED = '#ff0000';
const ORANGE = '#c86432';
const flat = (background: string, width = 40, height = 40): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });
const gray = flat('#808080').png().toBuffer();

describe('a rendition in P3', () => {
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
  `('shows the colors of $asked as they are in sRGB', async ({ asked }: Laid) => {
    const { renditions } = await render(await gray, {
      accept: ['png'],
      limits: LIMITS,
      formats: ['png'],
      variants: { plain: recipe.parse(asked), rich: recipe.parse({ ...asked, colorSpace: 'p3' }) },
      fonts,
      // Pango keeps the fonts of a process, and Jest's workers share theirs.
      isolate: 'caption' in asked,
    });
    const seen = new Map<string, DecodedImage>();
    for await (const { variant, data } of renditions) seen.set(variant, await decodeImage(data));
    const [plain = [], rich = []] = [seen.get('plain'), seen.get('rich')].map((made) =>
      made?.pixel(0, 0),
    );
    expect(farthest(plain, channels(ORANGE))).toBeLessThanOrEqual(2);
    expect(farthest(rich, plain)).toBeLessThanOrEqual(2);
  });
  interface Laid {
    asked: RecipeInput;
  }

  it('is trimmed by a color of the recipe', async () => {
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
  `('keeps the colors of a watermark in $what', async ({ file }: { file: () => Sharp }) => {
    const images = { logo: await file().toBuffer() };
    const asked = { watermark: { image: 'logo', scale: 1 }, colorSpace: 'p3' } as const;
    const { pixel } = await makeOne(await gray, asked, { images });
    expect(farthest(pixel(20, 20), channels(ORANGE))).toBeLessThanOrEqual(2);
  });

  it('keeps colors of a watermark that are outside of sRGB', async () => {
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

  it('that is animated is sRGB, and so are its watermark and padding', async () => {
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
    'keeps the colors of a $what original without a profile',
    async ({ stored }: { stored: () => Sharp }) => {
      const { pixel } = await makeOne(await stored().png().toBuffer(), { colorSpace: 'p3' });
      expect(farthest(pixel(9, 9), channels(ORANGE))).toBeLessThanOrEqual(2);
    },
  );
});

it.each<RecipeInput['colorSpace'][]>([['p3'], ['keep'], ['p3', 'keep'], ['srgb', 'p3']])(
  'a placeholder is in sRGB with variants in %j',
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

/** The difference of two colors, in the channel that differs most. */
const farthest = (color: Color, other: Color): number =>
  Math.max(...other.map((level, channel) => Math.abs(level - (color[channel] ?? NaN))));
