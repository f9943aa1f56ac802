import { constants, deflateRawSync } from 'node:zlib';

const PIECE = 1_000_000;

/** Zeros that end at a byte, and refer to nothing before them. */
const piece = deflateRawSync(Buffer.alloc(PIECE), { finishFlush: constants.Z_FULL_FLUSH });

/** So many zeros in the format of zlib: from copies of a piece, since to compress gigabytes takes seconds. */
export function deflatedZeros(count: number): Buffer {
  const pieces = Math.floor(count / PIECE);
  const checksum = Buffer.alloc(4);
  // Adler-32: one sum of all bytes, which starts at 1, and one of all such sums.
  checksum.writeUInt16BE(count % 65_521);
  checksum.writeUInt16BE(1, 2);
  return Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    Buffer.alloc(pieces * piece.length, piece),
    deflateRawSync(Buffer.alloc(count % PIECE)),
    checksum,
  ]);
}
