import type * as z from 'zod';

/** Checks that every watermark names one of the images. Reads the raw input, so that other mistakes hide none of these. */
export function checkWatermarks(input: object, context: z.RefinementCtx): void {
  const images = keysAt(input, 'images');
  for (const profile of keysAt(input, 'profiles')) {
    for (const variant of keysAt(input, 'profiles', profile, 'variants')) {
      const path = ['profiles', profile, 'variants', variant, 'watermark', 'image'];
      const image = valueAt(input, path);
      if (typeof image !== 'string' || images.includes(image)) continue;
      context.addIssue({ code: 'custom', input: image, path, message: remedy(images) });
    }
  }
}

function keysAt(input: object, ...path: readonly string[]): string[] {
  const value = valueAt(input, path);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

const valueAt = (input: object, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), input);

const remedy = (images: readonly string[]): string =>
  images.length > 0
    ? `choose one of the images (${images.join(', ')}), or add it to \`images\``
    : "define it as images: { logo: new URL('./logo.png', import.meta.url) }";
