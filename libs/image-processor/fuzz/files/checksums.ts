import { crc32 } from 'node:zlib';

/**
 * Makes the checksums of a damaged PNG right again, as whoever damages it on purpose would: otherwise the
 * damage is found before a decoder looks at it. What is not in the shape of a PNG is left as it is.
 */
export function withChecksums(png: Uint8Array): Buffer {
  const bytes = Buffer.from(png);
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (end + 4 > bytes.length) break;
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return bytes;
}
