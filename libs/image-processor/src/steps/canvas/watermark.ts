import * as z from 'zod/mini';
import { place, POSITIONS } from '../../geometry/position.ts';
import { scaleSize, type Size } from '../../geometry/region.ts';
import { insetBy, layer } from '../../overlay/layer.ts';
import type { Overlay } from '../../overlay/overlay.ts';
import { findImage, readWatermark } from '../../overlay/watermark-image.ts';
import { choice } from '../../params/choice.ts';
import { distance, numberBetween } from '../../params/number.ts';
import { strictObject } from '../../params/strict-object.ts';
import type { Pixels } from '../../raster/pixels.ts';
import type { OverlayStep } from '../step.ts';

const params = strictObject({
  image: z
    .string()
    .check(z.minLength(1), z.maxLength(100), z.describe('Its name among the `images`.')),
  position: z._default(
    choice(POSITIONS).check(z.describe('The side or corner of the image for the watermark.')),
    'right bottom',
  ),
  margin: z._default(
    distance().check(
      z.describe("Pixels between it and the image's edges, or between one tile and the next."),
    ),
    0,
  ),
  scale: z._default(
    numberBetween(0.01, 1).check(
      z.describe(
        "Its share of the image's width; smaller if the watermark would be taller than the image.",
      ),
    ),
    0.25,
  ),
  opacity: z._default(
    numberBetween(0, 1).check(z.describe('Its opacity: 0 is invisible, 1 is opaque.')),
    1,
  ),
  tile: z._default(
    z.boolean().check(z.describe('Repeats it over the whole image, starting from `position`.')),
    false,
  ),
}).check(z.describe('Places one of the `images` passed to `render` over the image.'));
type WatermarkParams = z.output<typeof params>;

/** A margin that would leave no space is reduced. A small image is enlarged to the asked share. */
const watermarkLayers: Overlay<WatermarkParams> = async (params, context) => {
  const { size, materials } = context;
  const { position, scale, opacity, tile, margin } = params;
  const bytes = findImage(params.image, materials.images);
  const area = insetBy(size, margin);
  const sizeFor = ({ width, height }: Size) => {
    const most = Math.min(area.width / width, area.height / height);
    return scaleSize({ width, height }, Math.min((size.width * scale) / width, most));
  };
  const mark = fade(await readWatermark(context, params.image, bytes, sizeFor), opacity);
  const { left, top } = place(position, mark, area);
  const at = { left: left + area.inset, top: top + area.inset };
  if (!tile) return [{ ...layer(mark), ...at }];
  const cell = layer(cellOf(mark, at, area.inset));
  return [{ ...cell, tile: true, gravity: 'northwest' }];
};

export const watermark = {
  params,
  example: { image: 'logo', position: 'right bottom', margin: 16, scale: 0.2, opacity: 0.7 },
  kind: 'overlay',
  apply: watermarkLayers,
} satisfies OverlayStep<WatermarkParams>;

/** Multiplies the alpha of RGBA pixels. */
function fade(pixels: Pixels, opacity: number): Pixels {
  const data = Buffer.from(pixels.data);
  for (let at = 3; at < data.length; at += 4) {
    data.writeUInt8(Math.round(data.readUInt8(at) * opacity), at);
  }
  return { ...pixels, data };
}

/**
 * One tile with the gap to the next, to be repeated from the image's left top: shifted within its cell so that one of
 * the tiles begins at `start`.
 */
function cellOf(mark: Pixels, start: { left: number; top: number }, gap: number): Pixels {
  const { channels } = mark;
  const size: Size = { width: mark.width + gap, height: mark.height + gap };
  const data = Buffer.alloc(size.width * size.height * channels);
  const left = start.left % size.width;
  // Pixels beyond the cell's right edge wrap around to its left.
  const before = Math.min(mark.width, size.width - left) * channels;
  for (let y = 0; y < mark.height; y += 1) {
    const row = ((start.top + y) % size.height) * size.width * channels;
    const [from, to] = [y * mark.width * channels, (y + 1) * mark.width * channels];
    mark.data.copy(data, row + left * channels, from, from + before);
    mark.data.copy(data, row, from + before, to);
  }
  return { ...mark, ...size, data };
}
