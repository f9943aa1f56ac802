import sharp from 'sharp';
import type { SourceFormat } from '../formats.ts';
import { UPRIGHT } from '../raster/orientation.ts';

/** The size and metadata of a generated photo. */
export interface PhotoOptions {
  /** Pixels as stored; with an orientation of 5 to 8 the image is shown rotated. */
  readonly width: number;
  /** Rows as stored. */
  readonly height: number;
  /** Format of the file. @default 'jpeg' */
  readonly format?: Exclude<SourceFormat, 'svg'>;
  /** EXIF orientation, 1 to 8. @default 1 */
  readonly orientation?: number;
  /** Adds a location to its EXIF. @default false */
  readonly gps?: boolean;
  /** Makes the bottom half transparent. @default false */
  readonly alpha?: boolean;
}

/** The colors of the quarters, with the image upright: red, green and blue, 0 to 255. */
export const QUADRANTS = {
  topLeft: [200, 40, 40],
  topRight: [40, 170, 60],
  bottomLeft: [40, 70, 200],
  bottomRight: [220, 190, 40],
} as const satisfies Readonly<Record<string, readonly number[]>>;

/** Every orientation is its own inverse, except for quarter turns. */
const OPPOSITE: Readonly<Record<number, number>> = { 6: 8, 8: 6 };

/**
 * A deterministic image like a photo: its quarters have the colors of `QUADRANTS`, so that a pixel shows the
 * orientation, with grain, so that encoders have work to do.
 */
export async function photo({
  width,
  height,
  format = 'jpeg',
  orientation = 1,
  gps = false,
  alpha = false,
}: PhotoOptions): Promise<Buffer> {
  const channels = alpha ? 4 : 3;
  const side = 64;
  const small = sharp(grain(side, channels), { raw: { width: side, height: side, channels } });
  const turnBack = UPRIGHT[OPPOSITE[orientation] ?? orientation];
  const stored = await (turnBack?.(small) ?? small).raw().toBuffer();
  const image = sharp(stored, { raw: { width: side, height: side, channels } })
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .toFormat(format);
  if (gps) image.withExif({ IFD0: { Make: 'Thumbing' }, IFD3: LONDON });
  if (gps || orientation !== 1) image.withMetadata({ orientation });
  return image.toBuffer();
}

const LONDON = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '51/1 30/1 26/1',
  GPSLongitudeRef: 'W',
  GPSLongitude: '0/1 7/1 39/1',
};

/** The quarters, with each pixel a little lighter or darker. */
function grain(side: number, channels: 3 | 4): Buffer {
  const pixels = Buffer.alloc(side * side * channels, 255);
  const half = side / 2;
  let noise = 1;
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      noise = (noise * 48_271) % 2_147_483_647;
      const vertical = y < half ? 'top' : 'bottom';
      const color = QUADRANTS[`${vertical}${x < half ? 'Left' : 'Right'}`];
      const at = (y * side + x) * channels;
      color.forEach((value, channel) => pixels.writeUInt8(value + (noise % 17) - 8, at + channel));
      if (channels === 4 && y >= half) pixels.writeUInt8(0, at + 3);
    }
  }
  return pixels;
}
