import { SOURCE_FORMATS, type FormatName } from '../formats.ts';
import { isAutoQuality } from '../params/quality.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { sniff } from '../source/sniff.ts';
import type { RenderOptions } from '../types.ts';
import { outputsOf } from './outputs.ts';

/**
 * The formats that such a render loads: those of originals, of watermark images, and of its own files where it decodes
 * them again. Throws where a watermark is not an image.
 */
export function formatsRead({
  accept,
  variants,
  formats,
  images = {},
}: Pick<RenderOptions, 'accept' | 'variants' | 'formats' | 'images'>): FormatName[] {
  const read = new Set<FormatName>(accept);
  for (const [name, image] of Object.entries(images)) {
    const found = sniff(image);
    const format = SOURCE_FORMATS.find((each) => each === found);
    if (!format) {
      throw new Error(
        `images.${name} is not a supported image; give a file in one of the formats ${SOURCE_FORMATS.join(', ')}`,
      );
    }
    read.add(format);
  }
  for (const recipe of Object.values<Recipe>(variants)) {
    const outputs = outputsOf(recipe, formats);
    // Profiles and metadata travel in a small JPEG, and those of an original in a WebP where they are too large for it.
    if (recipe.metadata !== 'none' || recipe.colorSpace !== 'srgb') read.add('jpeg');
    if (recipe.metadata === 'keep' || recipe.colorSpace === 'keep') read.add('webp');
    // A single pass makes the placeholder from the encoded file.
    const isOnly = outputs.formats.length === 1 && Object.keys(variants).length === 1;
    const decodes = outputs.smallest || isAutoQuality(recipe.quality) || isOnly;
    if (decodes) outputs.formats.forEach((format) => read.add(format));
  }
  return [...read];
}
