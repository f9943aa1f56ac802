import sharp from 'sharp';
import { SOURCE_FORMATS, type SourceFormat } from '../formats.ts';
import { outputsOf } from '../plan/outputs.ts';
import { isSearched } from '../params/quality.ts';
import type { Recipe } from '../recipe.ts';
import { sniff } from './sniff.ts';
import type { RenderOptions } from '../types.ts';

const LOADERS: Readonly<Record<SourceFormat, string>> = {
  jpeg: 'VipsForeignLoadJpegBuffer',
  png: 'VipsForeignLoadPngBuffer',
  webp: 'VipsForeignLoadWebpBuffer',
  gif: 'VipsForeignLoadNsgifBuffer',
  avif: 'VipsForeignLoadHeifBuffer',
  tiff: 'VipsForeignLoadTiffBuffer',
  svg: 'VipsForeignLoadSvgBuffer',
};

/** All, until a process says which. */
let allowed: ReadonlySet<SourceFormat> | undefined;

/** A format that this process may not load is a mistake in the program, and no image is to blame for it. */
export function checkAllowed(format: SourceFormat): void {
  if (allowed?.has(format) === false) {
    throw new Error(`this process may not load ${format}: give allowLoaders all that it accepts`);
  }
}

/**
 * Blocks every way libvips has of reading an image, except from memory in the formats given. It changes
 * sharp for the whole process, so a process calls it once as it starts; this library never does by itself.
 */
export function allowLoaders(accept: readonly SourceFormat[]): void {
  allowed = new Set(accept);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: accept.map((format) => LOADERS[format]) });
}

/**
 * The formats that such a render reads: those of originals, of the images for watermarks, and of its own files where
 * it has to look at them again. Throws where a watermark is no image.
 */
export function formatsRead({
  accept,
  variants,
  formats,
  images = {},
}: Pick<RenderOptions, 'accept' | 'variants' | 'formats' | 'images'>): SourceFormat[] {
  const read = new Set(accept);
  for (const [name, image] of Object.entries(images)) {
    const format = sniff(image);
    if (!format) {
      throw new Error(
        `the image "${name}" is none that we know: give a file in ${SOURCE_FORMATS.join(', ')}`,
      );
    }
    read.add(format);
  }
  for (const recipe of Object.values<Recipe>(variants)) {
    const outputs = outputsOf(recipe, formats);
    // Profiles and metadata travel in a small JPEG, and those of an original in a WebP where they are too large for it.
    if (recipe.metadata !== 'none' || recipe.colour !== 'srgb') read.add('jpeg');
    if (recipe.metadata === 'keep' || recipe.colour === 'keep') read.add('webp');
    // The placeholder of what is made at once is made of the file.
    const isOnly = outputs.formats.length === 1 && Object.keys(variants).length === 1;
    const looks = outputs.smallest || isSearched(recipe.quality) || isOnly;
    if (looks) outputs.formats.forEach((format) => read.add(format));
  }
  return [...read];
}
