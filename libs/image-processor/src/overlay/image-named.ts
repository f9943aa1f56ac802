import type { Materials } from './overlay.ts';

/** The file of a watermark. That there is none is a mistake in the program. */
export function imageNamed(name: string, images: Materials['images']): Uint8Array {
  const bytes = Object.hasOwn(images, name) ? images[name] : undefined;
  if (bytes) return bytes;
  const names = Object.keys(images).map((each) => `"${each}"`);
  throw new Error(
    `there is no image "${name}" for a watermark; name one of the images: ${names.join(', ') || 'there are none yet'}`,
  );
}
