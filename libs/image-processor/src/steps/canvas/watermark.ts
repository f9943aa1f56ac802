import * as z from 'zod/mini';
import { between, distance } from '../../params/number.ts';
import { scaled, type Size } from '../../geometry/region.ts';
import { layer, within } from '../../overlay/layer.ts';
import { imageNamed } from '../../overlay/image-named.ts';
import type { Overlay } from '../../overlay/overlay.ts';
import { readWatermark } from '../../overlay/watermark-image.ts';
import type { Pixels } from '../../raster/raster.ts';
import { place, POSITIONS } from '../../geometry/position.ts';

export const watermarkParams = z
  .strictObject({
    image: z
      .string()
      .check(z.minLength(1), z.maxLength(100), z.describe('Its name among the `images`.')),
    position: z._default(
      z.enum(POSITIONS).check(z.describe('The side or corner where it lies.')),
      'right bottom',
    ),
    margin: z._default(
      distance().check(
        z.describe("Pixels between it and the picture's edges, or between one tile and the next."),
      ),
      0,
    ),
    scale: z._default(
      between(0.01, 1).check(
        z.describe(
          "The share of the picture's width that it takes; less where it would be higher than the picture.",
        ),
      ),
      0.25,
    ),
    opacity: z._default(
      between(0, 1).check(z.describe('How much of it is seen: 0 nothing, 1 all.')),
      1,
    ),
    tile: z._default(
      z.boolean().check(z.describe('Repeats it all over the picture, starting from `position`.')),
      false,
    ),
  })
  .check(z.describe('Lays an image over the picture: one of the `images` that `render` is given.'));
export type WatermarkParams = z.output<typeof watermarkParams>;

/** A margin that would leave no room for it gives way. A small image is enlarged to the share that is asked for. */
export const watermark: Overlay<WatermarkParams> = async (params, under) => {
  const { size, materials } = under;
  const { position, scale, opacity, tile, margin } = params;
  const bytes = imageNamed(params.image, materials.images);
  const room = within(size, margin);
  const mark = fade(
    await readWatermark(under, params.image, bytes, ({ width, height }) => {
      const most = Math.min(room.width / width, room.height / height);
      return scaled({ width, height }, Math.min((size.width * scale) / width, most));
    }),
    opacity,
  );
  const { left, top } = place(position, mark, room);
  const at = { left: left + room.inset, top: top + room.inset };
  if (!tile) return [{ ...layer(mark), ...at }];
  const cell = layer(cellOf(mark, at, room.inset));
  return [{ ...cell, tile: true, gravity: 'northwest' }];
};

/** Pixels with alpha, less opaque. */
function fade(pixels: Pixels, opacity: number): Pixels {
  const data = Buffer.from(pixels.data);
  for (let at = 3; at < data.length; at += 4) {
    data.writeUInt8(Math.round(data.readUInt8(at) * opacity), at);
  }
  return { ...pixels, data };
}

/**
 * One tile with the gap to the next, to be repeated from the picture's left top: what lies there is that part of the
 * tile which makes one of them begin where it is asked.
 */
function cellOf(mark: Pixels, start: { left: number; top: number }, gap: number): Pixels {
  const { channels } = mark;
  const size: Size = { width: mark.width + gap, height: mark.height + gap };
  const data = Buffer.alloc(size.width * size.height * channels);
  const left = start.left % size.width;
  // What goes over the cell's right edge comes in at its left.
  const before = Math.min(mark.width, size.width - left) * channels;
  for (let y = 0; y < mark.height; y += 1) {
    const row = ((start.top + y) % size.height) * size.width * channels;
    const [from, to] = [y * mark.width * channels, (y + 1) * mark.width * channels];
    mark.data.copy(data, row + left * channels, from, from + before);
    mark.data.copy(data, row, from + before, to);
  }
  return { ...mark, ...size, data };
}
