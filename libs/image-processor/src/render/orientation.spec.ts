import sharp, { type Sharp } from 'sharp';
import { makeOne } from '../testing/make.ts';

const [WIDTH, HEIGHT] = [24, 16];
type Place = readonly [x: number, y: number];

/** The position at which a stored pixel is shown, by EXIF orientation. */
const SEEN_AT: Readonly<Record<number, (column: number, row: number) => Place>> = {
  1: (column, row) => [column, row],
  2: (column, row) => [WIDTH - 1 - column, row],
  3: (column, row) => [WIDTH - 1 - column, HEIGHT - 1 - row],
  4: (column, row) => [column, HEIGHT - 1 - row],
  5: (column, row) => [row, column],
  6: (column, row) => [WIDTH - 1 - row, column],
  7: (column, row) => [WIDTH - 1 - row, HEIGHT - 1 - column],
  8: (column, row) => [row, HEIGHT - 1 - column],
};
const ORIENTATIONS = Object.keys(SEEN_AT).map(Number);

/** An upright image without two equal pixels. */
const colorAt = ([x, y]: Place): readonly number[] => [10 * x, 15 * y, 128];

const pixels = (width: number, height: number, seenAt: (x: number, y: number) => Place): Buffer =>
  Buffer.from(
    Array.from({ length: width * height }, (_, at) =>
      colorAt(seenAt(at % width, Math.floor(at / width))),
    ).flat(),
  );

/** The image as stored with an orientation. */
function lying(orientation: number): Sharp {
  const seenAt = SEEN_AT[orientation] ?? SEEN_AT[1];
  const [width, height] = orientation > 4 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT];
  const raw = { width, height, channels: 3 } as const;
  return sharp(pixels(width, height, seenAt ?? ((x, y) => [x, y])), { raw }).withMetadata({
    orientation,
  });
}

describe.each([
  ['png', 0, (image: Sharp) => image.png()],
  ['webp', 0, (image: Sharp) => image.webp({ lossless: true })],
  ['tiff', 0, (image: Sharp) => image.tiff({ compression: 'lzw' })],
  ['avif', 2, (image: Sharp) => image.avif({ quality: 100, chromaSubsampling: '4:4:4' })],
  ['jpeg', 4, (image: Sharp) => image.jpeg({ quality: 100, chromaSubsampling: '4:4:4' })],
] as const)('%s', (_, loss, store) => {
  it.each(ORIENTATIONS)('of orientation %i is upright, pixel by pixel', async (orientation) => {
    const { data, width, height } = await makeOne(await store(lying(orientation)).toBuffer(), {});
    expect([width, height]).toEqual([WIDTH, HEIGHT]);
    const upright = pixels(WIDTH, HEIGHT, (x, y) => [x, y]);
    const seen = await sharp(data).removeAlpha().raw().toBuffer();
    const apart = seen.map((value, at) => Math.abs(value - (upright[at] ?? 0)));
    expect(Math.max(...apart)).toBeLessThanOrEqual(loss);
  });
});
