/**
 * Whether every block of a GIF that starts also ends. libvips shows what there is of an animation that
 * was cut short, so it has to be asked of the bytes. A missing trailer, or something else in its place, is
 * forgiven, as browsers do.
 */
export function isWholeGif(bytes: Uint8Array): boolean {
  let at = 13 + tableBytes(bytes[10]);
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === EXTENSION) at = endOfData(bytes, at + 2);
    // An image: its place and size, a colour table, the size of its codes, data.
    else if (block === IMAGE) at = endOfData(bytes, at + 10 + tableBytes(bytes[at + 9]) + 1);
    else return true;
  }
  return at === bytes.length;
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;

/** The length of the colour table that these flags announce. */
const tableBytes = (flags = 0): number => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0);

/** Data comes in pieces, each after its length; a length of 0 ends it. */
function endOfData(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return Infinity;
    at += 1 + length;
    if (length === 0) return at;
  }
}
