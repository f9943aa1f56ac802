import { segment, withSegments } from '../../../src/testing/jpeg.ts';
import { photo } from '../../../src/testing/photo.ts';

const start = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);

/** A progressive frame header with these sides and three components. */
function frame(width: number, height: number): Buffer {
  const sides = Buffer.alloc(5);
  sides.writeUInt8(8);
  sides.writeUInt16BE(height, 1);
  sides.writeUInt16BE(width, 3);
  return segment(0xc2, sides, Buffer.from([3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]));
}

const quantization = segment(0xdb, Buffer.from([0]), Buffer.alloc(64, 1));

/** A Huffman table with one symbol, coded as a single 0. */
const codes = (table: number, symbol: number): Buffer =>
  segment(0xc4, Buffer.from([table, 1]), Buffer.alloc(15), Buffer.from([symbol]));

/** The header of a scan of the DC coefficients of all components. */
const FIRST_SCAN = segment(0xda, Buffer.from([3, 1, 0, 2, 0, 3, 0, 0, 0, 0]));

/** Scan data for this many empty blocks: 15 bits per 32,767. */
function nothingIn(blocks: number): Buffer {
  const bits = `0${'1'.repeat(14)}`.repeat(Math.ceil(blocks / 32_767));
  const bytes = bits.match(/.{1,8}/g)?.map((each) => parseInt(each.padEnd(8, '1'), 2)) ?? [];
  // 0xff starts a marker unless a zero follows.
  return Buffer.from(bytes.flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])));
}

/** Scans that each refine one bit of one coefficient of one component, over all blocks. */
function scans(blocks: number): Buffer[] {
  const data = nothingIn(blocks);
  const all: Buffer[] = [];
  for (const component of [1, 2, 3]) {
    for (let coefficient = 1; coefficient < 64; coefficient += 1) {
      for (let bit = 13; bit >= 0; bit -= 1) {
        const bits = bit === 13 ? 13 : ((bit + 1) << 4) | bit;
        all.push(
          segment(0xda, Buffer.from([1, component, 0, coefficient, coefficient, bits])),
          data,
        );
      }
    }
  }
  return all;
}

/** A valid gray image with as many scans as a progressive JPEG can have, none of which changes anything. */
export function manyScans(width: number, height: number): Buffer {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.concat([
    start,
    quantization,
    frame(width, height),
    codes(0x00, 0),
    codes(0x10, 0xe0),
    FIRST_SCAN,
    Buffer.alloc(Math.ceil((blocks * 3) / 8)),
    ...scans(blocks),
    end,
  ]);
}

/** A photo with segments before its pixels. */
const photoWith = async (...segments: readonly Buffer[]): Promise<Buffer> =>
  withSegments(await photo({ width: 16, height: 16 }), ...segments);

/** EXIF whose directory points to itself. */
const EXIF_RING = Buffer.from(
  'Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0',
  'latin1',
);

export const JPEG_BOMBS = {
  '65,500 x 65,500, and no pixels': () =>
    Buffer.concat([start, quantization, frame(65_500, 65_500), FIRST_SCAN, end]),
  '2,646 scans of as many pixels as are allowed': () => manyScans(2_000, 2_000),
  '10 MB of segments with nothing in them': () =>
    photoWith(Buffer.alloc(10_000_000, segment(0xe9))),
  'a color profile of 12 MB': () =>
    photoWith(
      ...Array.from({ length: 200 }, (_, index) =>
        segment(
          0xe2,
          Buffer.from('ICC_PROFILE\0'),
          Buffer.from([index + 1, 200]),
          Buffer.alloc(60_000),
        ),
      ),
    ),
  'EXIF that points to itself': () => photoWith(segment(0xe1, EXIF_RING)),
} satisfies Record<string, () => Buffer | Promise<Buffer>>;
