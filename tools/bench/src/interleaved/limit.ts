import { recipe, type Recipe } from '@thumbing/image-processor/recipe';
import sharp, { type Sharp } from 'sharp';
import { runConcurrently } from './run-concurrently.ts';
import { BARE } from './sharp-encoders.ts';
import { makeByLibrary } from './library.ts';
import type { LoadedTask } from './render-task.ts';

/**
 * The least that any tool can do: one decode to the size that the largest rendition needs, and each rendition's encode
 * alone, of pixels that are there already. They are the library's own, so the files are its files too.
 */
export async function prepareLimit(order: LoadedTask): Promise<() => Promise<Buffer[]>> {
  const decode = await decoding(order);
  const encodes = await encodesOf(order);
  await checkSame(order, encodes);
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

/** How much smaller the original is in a rendition, before anything is cut off. */
function scaleOf({ resize }: Recipe, whole: { width: number; height: number }): number {
  const { width = Infinity, height = Infinity, fit } = resize ?? {};
  const scales = [width / whole.width, height / whole.height].filter(Number.isFinite);
  return Math.min(1, fit === 'cover' ? Math.max(...scales) : Math.min(...scales));
}

async function encodesOf(order: LoadedTask): Promise<(() => Promise<Buffer>)[]> {
  const whole = await picturesOf(order);
  // What has no transparency is encoded as it looks on the background.
  const opaque = await picturesOf(order, { flatten: true });
  return whole.flatMap((picture, index) =>
    order.formats.map((format) => {
      const open = format === 'jpeg' ? (opaque[index] ?? picture) : picture;
      return () => BARE[format](open()).toBuffer();
    }),
  );
}

const LOSSLESS = recipe.parse({ webp: { lossless: true, effort: 0 } });

/** The pixels of each variant: the library makes files that lose nothing, and they are decoded. */
async function picturesOf(
  order: LoadedTask,
  more: Pick<Recipe, 'flatten'> = {},
): Promise<(() => Sharp)[]> {
  const variants = Object.entries(order.variants).map(
    ([name, its]) => [name, { ...its, ...more, webp: LOSSLESS.webp }] as const,
  );
  const moves = Object.values(order.variants).some(({ animation }) => animation === 'keep');
  const exact = await makeByLibrary({
    ...order,
    variants: Object.fromEntries(variants),
    formats: [moves ? 'webp' : 'png'],
  });
  return Promise.all(exact.map(({ data }) => picture(data)));
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

async function checkSame(order: LoadedTask, encodes: readonly (() => Promise<Buffer>)[]): Promise<void> {
  const bare = await runConcurrently(encodes);
  for (const [index, { variant, format, data }] of (await makeByLibrary(order)).entries()) {
    if (bare[index]?.equals(data)) continue;
    throw new Error(
      `${variant}.${format} is another file with bare sharp: make src/interleaved/sharp-encoders.ts what the library asks for`,
    );
  }
}
