import type * as z from 'zod/mini';
import type { Overlay } from '../../../overlay/overlay.ts';
import type { Pixels } from '../../../raster/pixels.ts';
import { sharpInput } from '../../../raster/sharp-input.ts';
import { colorsOf, draw, type Color } from '../../../testing/apply.ts';
import { contextWith } from '../../../testing/context.ts';
import { matchingRegion } from '../../../testing/matching-region.ts';
import { applyStep } from '../../../transform/apply-step.ts';
import { watermark } from '../watermark.ts';

export type WatermarkParams = z.output<typeof watermark.params>;

export const RED: Color = [255, 0, 0];
export const BLUE: Color = [0, 0, 200];

/** An image of one color. */
export const flat = (width: number, height: number, color: Color = BLUE): Pixels =>
  draw(width, height, () => color);

export const pngOf = (pixels: Pixels): Promise<Buffer> => sharpInput(pixels).png().toBuffer();

const SETTINGS = { background: '#ffffff', colorSpace: 'srgb' } as const;

/** Applies the step with these images, and perhaps another overlay. */
export const withImages =
  (
    images: Readonly<Record<string, Uint8Array>>,
    overlay: Overlay<WatermarkParams> = watermark.apply,
  ) =>
  async (pixels: Pixels, params: WatermarkParams): Promise<Pixels> =>
    applyStep({ ...watermark, apply: overlay }, params, pixels, SETTINGS, contextWith({ images }));

/** Lays a watermark over an image. */
export async function mark(
  pixels: Pixels,
  image: Pixels | Uint8Array,
  params: Partial<WatermarkParams> = {},
): Promise<Pixels> {
  const images = { logo: image instanceof Uint8Array ? image : await pngOf(image) };
  return withImages(images)(pixels, watermark.params.parse({ image: 'logo', ...params }));
}

/** The region of a red watermark. */
export const marked = (pixels: Pixels) => matchingRegion(pixels, ([red = 0]) => red > 127);

/** The rows of an image, `#` for red. */
export const rowsOf = (pixels: Pixels): string[] => {
  const dots = colorsOf(pixels).map(([red = 0]) => (red > 127 ? '#' : '.'));
  return Array.from({ length: pixels.height }, (_, y) =>
    dots.slice(y * pixels.width, (y + 1) * pixels.width).join(''),
  );
};
