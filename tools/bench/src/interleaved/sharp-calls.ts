import type { Recipe } from '@thumbing/image-processor/recipe';
import sharp, { type Sharp } from 'sharp';
import { runConcurrently } from './run-concurrently.ts';
import { BARE, type ComparedFormat } from './sharp-encoders.ts';
import type { LoadedTask } from './render-task.ts';

/** One call of sharp for each rendition, which decodes the original every time, as most tools do. */
export const callSharp = (
  { bytes, variants, formats }: LoadedTask,
  concurrency?: number,
): Promise<Buffer[]> =>
  runConcurrently(
    Object.values(variants).flatMap((recipe) =>
      formats.map((format) => () => call(bytes, recipe, format).toBuffer()),
    ),
    concurrency,
  );

function call(bytes: Buffer, { resize, animation }: Recipe, format: ComparedFormat): Sharp {
  const image = sharp(bytes, { animated: animation === 'keep', autoOrient: animation !== 'keep' });
  if (resize) {
    const { width, height, fit, position } = resize;
    if (typeof position === 'object') throw new Error('sharp has no focal points');
    image.resize({
      ...(width && { width }),
      ...(height && { height }),
      fit,
      position,
      withoutEnlargement: true,
    });
  }
  return BARE[format](format === 'jpeg' ? image.flatten({ background: '#ffffff' }) : image);
}
