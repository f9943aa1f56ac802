import { recipe, type Recipe } from '@thumbing/image-processor/recipe';
import sharp, { type Sharp } from 'sharp';
import { runConcurrently } from './run-concurrently.ts';
import { BARE } from './sharp-encoders.ts';
import { makeByLibrary } from './library.ts';
import type { LoadedTask } from './render-task.ts';

/**
 * The least work that any tool can do: one decode to the size that the largest rendition needs, and the encodes alone,
 * of pixels that were prepared. They are the library's pixels, so the files are identical too.
 */
export async function prepareLimit(task: LoadedTask): Promise<() => Promise<Buffer[]>> {
  const decode = await decoding(task);
  const encodes = await encodesOf(task);
  await checkSame(task, encodes);
  return async () => {
    await decode().toBuffer();
    return runConcurrently(encodes);
  };
}

async function decoding({ bytes, variants }: LoadedTask): Promise<() => Sharp> {
  const recipes = Object.values(variants);
  const animated = recipes.some(({ animation }) => animation === 'keep');
  const { autoOrient: whole } = await sharp(bytes).metadata();
  const scale = Math.max(...recipes.map((recipe) => scaleOf(recipe, whole)));
  const size = { width: Math.round(whole.width * scale), height: Math.round(whole.height * scale) };
  return () =>
    sharp(bytes, { animated, autoOrient: !animated })
      .resize({ ...size, fit: 'fill' })
      .raw();
}

/** The scale of the original in a rendition, before it is cropped. */
function scaleOf({ resize }: Recipe, whole: { width: number; height: number }): number {
  const { width = Infinity, height = Infinity, fit } = resize ?? {};
  const scales = [width / whole.width, height / whole.height].filter(Number.isFinite);
  return Math.min(1, fit === 'cover' ? Math.max(...scales) : Math.min(...scales));
}

async function encodesOf(task: LoadedTask): Promise<(() => Promise<Buffer>)[]> {
  const whole = await picturesOf(task);
  // Formats without transparency get the pixels flattened on the background.
  const opaque = await picturesOf(task, { flatten: true });
  return whole.flatMap((picture, index) =>
    task.formats.map((format) => {
      const open = format === 'jpeg' ? (opaque[index] ?? picture) : picture;
      return () => BARE[format](open()).toBuffer();
    }),
  );
}

const LOSSLESS = recipe.parse({ webp: { lossless: true, effort: 0 } });

/** The pixels of each variant, decoded from lossless files of the library. */
async function picturesOf(
  task: LoadedTask,
  more: Pick<Recipe, 'flatten'> = {},
): Promise<(() => Sharp)[]> {
  const variants = Object.entries(task.variants).map(
    ([name, its]) => [name, { ...its, ...more, webp: LOSSLESS.webp }] as const,
  );
  const animated = Object.values(task.variants).some(({ animation }) => animation === 'keep');
  const lossless = await makeByLibrary({
    ...task,
    variants: Object.fromEntries(variants),
    formats: [animated ? 'webp' : 'png'],
  });
  return Promise.all(lossless.map(({ data }) => picture(data)));
}

async function picture(file: Buffer): Promise<() => Sharp> {
  const { pages = 1, delay, loop } = await sharp(file).metadata();
  const animated = pages > 1;
  const { data, info } = await sharp(file, { animated })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (!animated) return () => sharp(data, { raw: { width, height, channels } });
  const raw = { width, height, channels, pageHeight: height / pages };
  return () =>
    sharp(data, { raw, animated }).webp({ ...(delay && { delay }), ...(loop && { loop }) });
}

async function checkSame(
  task: LoadedTask,
  encodes: readonly (() => Promise<Buffer>)[],
): Promise<void> {
  const bare = await runConcurrently(encodes);
  for (const [index, { variant, format, data }] of (await makeByLibrary(task)).entries()) {
    if (bare[index]?.equals(data)) continue;
    throw new Error(
      `${variant}.${format} differs from sharp alone: update src/interleaved/sharp-encoders.ts to the options of the library`,
    );
  }
}
