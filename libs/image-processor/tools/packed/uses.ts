/* Uses every entry of the package, and leaves a photo for the README's example. */

import { deepEqual, equal } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { inspect, render, type Limits } from '@thumbing/image-processor';
import { FORMATS } from '@thumbing/image-processor/formats';
import { recipe, type RecipeInput } from '@thumbing/image-processor/recipe';
import { decodeImage, photo } from '@thumbing/image-processor/testing';

const limits: Limits = { maxBytes: 1e7, maxPixels: 1e8, maxFrames: 1, timeout: 60 };
const sizes: Record<'icon' | 'marked', number> = { icon: 40, marked: 20 };
const marked: RecipeInput = { resize: { width: sizes.marked }, watermark: { image: 'logo' } };

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" height="80" fill="#00f"/></svg>',
);
const { original, placeholder, renditions } = await render(svg, {
  accept: ['svg'],
  limits,
  variants: { icon: recipe.parse({ resize: { width: sizes.icon } }), marked: recipe.parse(marked) },
  images: { logo: await photo({ width: 8, height: 8 }) },
  formats: ['png'],
});
equal(FORMATS[original.format].contentType, 'image/svg+xml');
equal((await placeholder()).color, '#0000ff');
const made: string[] = [];
for await (const { variant, data } of renditions) {
  const { format, width, pixel } = await decodeImage(data);
  equal(width, sizes[variant]);
  if (variant === 'icon') deepEqual(pixel(5, 5), [0, 0, 255, 255]);
  made.push(`${variant}.${format}`);
}
deepEqual(made, ['icon.png', 'marked.png']);

const bytes = await photo({ width: 4000, height: 3000, orientation: 6 });
equal((await inspect(bytes, { accept: ['jpeg'], limits })).orientation, 6);
await writeFile('photo.jpg', bytes);
