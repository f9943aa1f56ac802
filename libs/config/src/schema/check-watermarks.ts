import type * as z from 'zod';
import { at } from '../describe-issue.ts';

/** Every watermark is one of the images. What else is wrong does not hide that: it looks at what was written. */
export function checkWatermarks(written: object, context: z.RefinementCtx): void {
  const images = keysAt(written, 'images');
  for (const profile of keysAt(written, 'profiles')) {
    for (const variant of keysAt(written, 'profiles', profile, 'variants')) {
      const path = ['profiles', profile, 'variants', variant, 'watermark', 'image'];
      const image = at(written, path);
      if (typeof image !== 'string' || images.includes(image)) continue;
      context.addIssue({ code: 'custom', input: image, path, message: remedy(images) });
    }
  }
}

function keysAt(written: object, ...path: readonly string[]): string[] {
  const value = at(written, path);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

const remedy = (images: readonly string[]): string =>
  images.length > 0
    ? `choose one of the images (${images.join(', ')}), or add it to them`
    : "name its file, as images: { logo: new URL('./logo.png', import.meta.url) }";
