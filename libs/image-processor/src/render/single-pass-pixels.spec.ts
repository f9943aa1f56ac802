import sharp from 'sharp';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '../formats.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { contextWith } from '../testing/context.ts';
import { animation, photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';
import { planOf } from '../testing/plan-for.ts';
import type { RenderOptions } from '../types.ts';
import { multiPass } from './multi-pass.ts';
import { singlePass } from './single-pass.ts';

const options = (input: RecipeInput, formats: RenderOptions['formats']): RenderOptions => ({
  accept: SOURCE_FORMATS,
  limits: LIMITS,
  formats,
  variants: { it: recipe.parse(input) },
});

const decoded = (file: Buffer): Promise<Buffer> => sharp(file).ensureAlpha().raw().toBuffer();

/** The largest and the mean absolute difference of two buffers of the same length. */
function distance(one: Buffer, other: Buffer): { most: number; mean: number } {
  // Globals are slow to look up in Jest's contexts.
  const { abs, max } = Math;
  let [most, sum] = [0, 0];
  for (let at = 0; at < one.length; at += 1) {
    const difference = abs((one[at] ?? NaN) - (other[at] ?? NaN));
    most = max(most, difference);
    sum += difference;
  }
  return { most, mean: sum / one.length };
}

/** Cheaper encoders: their files are compared with each other only. */
const FAST = {
  avif: { effort: 0 },
  gif: { effort: 1 },
  png: { compressionLevel: 0 },
} as const satisfies RecipeInput;

const cover = (position: 'left' | 'attention' | { x: number; y: number }) =>
  ({ resize: { width: 80, height: 80, fit: 'cover', position } }) as const;

describe('a single pass', () => {
  const originals = {
    jpeg: () => photo({ width: 141, height: 105 }),
    'turned jpeg': () => photo({ width: 141, height: 105, orientation: 6 }),
    png: () => photo({ width: 141, height: 105, format: 'png', alpha: true }),
    'opaque png': () => photo({ width: 141, height: 105, format: 'png' }),
    webp: () => photo({ width: 141, height: 105, format: 'webp' }),
    gif: () => animation({ frames: 2, width: 141, height: 105 }),
    tiff: () => photo({ width: 141, height: 105, format: 'tiff' }),
    'jpeg in P3': async () =>
      sharp(await photo({ width: 141, height: 105, format: 'png' }))
        .withIccProfile('p3')
        .jpeg()
        .toBuffer(),
    'palette png': async () =>
      sharp(await photo({ width: 141, height: 105, format: 'png' }))
        .png({ palette: true })
        .toBuffer(),
  };
  const recipes: RecipeInput[] = [
    {},
    { resize: { width: 100 } },
    cover('left'),
    cover({ x: 0.9, y: 0.2 }),
    { crop: { left: 20, top: 13, width: 87, height: 70 } },
    { crop: { left: '10%', width: '60%' }, resize: { width: 74 }, quality: 60 },
    { crop: { width: 100 }, ...cover('left') },
    cover('attention'),
  ];

  it.each(Object.entries(originals))(
    'of a %s equals the result of several passes',
    async (_, store) => {
      const original = await store();
      let compared = 0;
      for (const input of recipes) {
        const asked = { ...input, ...FAST };
        const { files } = await multiPass(
          original,
          await planOf(original, options(asked, OUTPUT_FORMATS)),
          contextWith(),
        );
        for (const makeFile of files) {
          const several = await makeFile();
          const { format } = several;
          const plan = await planOf(original, options(asked, [format]));
          const [makeSingle] = (await singlePass(original, plan, contextWith()))?.files ?? [];
          if (!makeSingle) continue;
          const single = await makeSingle();
          expect({ ...single, data: undefined }).toEqual({ ...several, data: undefined });
          // sharp rounds differently where it rotates or searches in a single pass, and encoders amplify that.
          const { most, mean } = distance(await decoded(single.data), await decoded(several.data));
          if (format === 'png') expect(most).toBeLessThanOrEqual(3);
          expect(mean).toBeLessThan(2);
          compared += 1;
        }
      }
      expect(compared).toBeGreaterThan(0);
    },
  );
});
