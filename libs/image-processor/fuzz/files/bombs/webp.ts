const chunk = (name: string, data: Buffer): Buffer => {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};

const webp = (...chunks: readonly Buffer[]): Buffer =>
  chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));

const u24 = (...values: readonly number[]): Buffer =>
  Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(3);
      bytes.writeUIntLE(value, 0, 3);
      return bytes;
    }),
  );

const EXTRA = { animated: 0x02, profile: 0x20 };

const canvas = (width: number, height: number, flags: number): Buffer =>
  chunk('VP8X', Buffer.concat([Buffer.from([flags, 0, 0, 0]), u24(width - 1, height - 1)]));

/** A complete image of one transparent pixel. */
const ONE_PIXEL = chunk('VP8L', Buffer.from('2f00000010071011118888fe0700', 'hex'));

/** A lossless image with these sides in its header, and no data. */
const announces = (width: number, height: number): Buffer => {
  const head = Buffer.from([0x2f, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  return chunk('VP8L', head);
};

const frame = (width: number, height: number, picture: Buffer): Buffer =>
  chunk('ANMF', Buffer.concat([u24(0, 0, width - 1, height - 1, 40), Buffer.alloc(1), picture]));

const animated = (width: number, height: number, frames: number, one: Buffer): Buffer =>
  webp(
    canvas(width, height, EXTRA.animated),
    chunk('ANIM', Buffer.alloc(6)),
    Buffer.alloc(frames * one.length, one),
  );

/** libwebp takes quadratic time to count the frames. */
export const manyFrames = (count: number): Buffer => animated(1, 1, count, frame(1, 1, ONE_PIXEL));

export const WEBP_BOMBS = {
  '16,383 x 16,383, and no pixels': () => webp(announces(16_383, 16_383)),
  'a canvas of 16,777,216 x 16,777,216 and one pixel': () =>
    webp(canvas(0x100_0000, 0x100_0000, 0), ONE_PIXEL),
  '10 frames of one pixel on a canvas of 16,383 x 16,383': () =>
    animated(16_383, 16_383, 10, frame(1, 1, ONE_PIXEL)),
  '90 frames of one pixel on a canvas as large as is allowed': () =>
    animated(200, 200, 90, frame(1, 1, ONE_PIXEL)),
  'frames that are larger than their canvas': () =>
    animated(8, 8, 90, frame(16_383, 16_383, announces(16_383, 16_383))),
  '10,000 frames of one pixel': () => manyFrames(10_000),
  'a color profile of 15 MB': () =>
    webp(canvas(1, 1, EXTRA.profile), chunk('ICCP', Buffer.alloc(15_000_000)), ONE_PIXEL),
  'chunks that say they are longer than the file': () => {
    const bytes = webp(canvas(8, 8, 0), announces(8, 8));
    bytes.writeUInt32LE(0xffff_fffe, 4);
    bytes.writeUInt32LE(0xffff_fff0, 34);
    return bytes;
  },
} satisfies Record<string, () => Buffer>;
