/**
 * True if every block of a GIF that starts also ends. libvips shows the frames that are left of a truncated animation,
 * so truncation is found in the bytes. A missing or wrong trailer is accepted, as browsers do.
 */
export function isCompleteGif(bytes: Uint8Array): boolean {
  let at = 13 + colorTableBytes(bytes[10]);
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === EXTENSION) at = endOfData(bytes, at + 2);
    // An image: its position and size, a color table, the size of its codes, data.
    else if (block === IMAGE) at = endOfData(bytes, at + 10 + colorTableBytes(bytes[at + 9]) + 1);
    else return true;
  }
  return at === bytes.length;
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;

/** Bytes of the color table that these flags announce. */
const colorTableBytes = (flags = 0): number => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0);

/** Data is in sub-blocks, each after its length; a length of 0 ends it. */
function endOfData(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return Infinity;
    at += 1 + length;
    if (length === 0) return at;
  }
}
