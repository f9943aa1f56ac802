import { crc32 } from 'node:zlib';

/**
 * Corrects the checksums of a damaged PNG, as an attacker would: otherwise the damage is found before anything is
 * decoded. Bytes that are not laid out as a PNG stay as they are.
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
