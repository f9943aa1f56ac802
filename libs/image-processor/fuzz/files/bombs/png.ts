import { crc32 } from 'node:zlib';
import { deflatedZeros } from './deflated-zeros.ts';

/** Fields of the header: bits per sample, and the color type as PNG numbers it. */
interface Announced {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly color?: 0 | 2 | 3 | 4 | 6;
  readonly interlaced?: boolean;
}

/** A PNG with so many zeros as its rows, independent of its header, and other chunks before them. */
export function png(announced: Announced, rows: number, ...before: readonly Buffer[]): Buffer {
  const { width, height, depth = 1, color = 0, interlaced = false } = announced;
  const header = Buffer.from([...Array<number>(8).fill(0), depth, color, 0, 0, +interlaced]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...before,
    chunk('IDAT', deflatedZeros(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const repeat = (times: number, bytes: Buffer): Buffer => Buffer.alloc(times * bytes.length, bytes);

/** Bytes of rows of black 1-bit pixels, each after its filter type. */
export const black = (width: number, height: number): number => (Math.ceil(width / 8) + 1) * height;

export const PNG_BOMBS = {
  '20,000 x 20,000 black pixels, all of them there': () =>
    png({ width: 20_000, height: 20_000 }, black(20_000, 20_000)),
  '2,147,483,647 pixels a side': () =>
    png({ width: 0x7fff_ffff, height: 0x7fff_ffff }, black(8, 8)),
  'more pixels a side than PNG has numbers for': () =>
    png({ width: 0xffff_ffff, height: 0xffff_ffff }, black(8, 8)),
  'one row of 2,147,483,647 pixels': () => png({ width: 0x7fff_ffff, height: 1 }, black(8, 1)),
  'as many pixels as are allowed, interlaced, 16 bits each': () =>
    png(
      { width: 2_000, height: 2_000, depth: 16, color: 6, interlaced: true },
      (2_000 * 8 + 1) * 2_000 * 2,
    ),
  'pixels that go on for 100 MB after the last row': () =>
    png({ width: 8, height: 8 }, 100_000_000),
  'a color profile that unpacks to 100 MB': () =>
    png(
      { width: 8, height: 8 },
      black(8, 8),
      chunk('iCCP', Buffer.concat([Buffer.from('icc\0\0'), deflatedZeros(100_000_000)])),
    ),
  'a text that unpacks to 100 MB': () =>
    png(
      { width: 8, height: 8 },
      black(8, 8),
      chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflatedZeros(100_000_000)])),
    ),
  '100,000 texts': () =>
    png(
      { width: 8, height: 8 },
      black(8, 8),
      repeat(100_000, chunk('tEXt', Buffer.from('Comment\0so it goes'))),
    ),
  '500,000 chunks with nothing in them': () =>
    png({ width: 8, height: 8 }, black(8, 8), repeat(500_000, chunk('prVt', Buffer.alloc(0)))),
} satisfies Record<string, () => Buffer>;
