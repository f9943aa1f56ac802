/** An entry of an image file directory. */
export interface Entry {
  readonly tag: number;
  /** The type of its values: 2 is text. */
  readonly type: number;
  readonly count: number;
  /** A single number, or the offset of the values where they take more than four bytes. */
  readonly value: number;
  /** The offset of the entry, which has twelve bytes: tag, type, count and value. */
  readonly at: number;
}

export interface Directory {
  readonly entries: readonly Entry[];
  /** The offset of the next directory's offset. */
  readonly next: number;
}

export interface Tiff {
  /** The data that all offsets are relative to. */
  readonly bytes: Buffer;
  readonly first: Directory;
  readonly directoryAt: (address: number) => Directory;
}

/** Precedes EXIF in a JPEG; EXIF itself is a TIFF. */
const EXIF_PREFIX = Buffer.from('Exif\0\0');

/** Reads the first directory of a TIFF. Throws a `RangeError` for an offset outside of the data. */
export function readTiff(exif: Buffer): Tiff {
  const { length } = EXIF_PREFIX;
  const bytes = exif.subarray(exif.subarray(0, length).equals(EXIF_PREFIX) ? length : 0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = view.getUint16(0) === 0x49_49;
  const short = (at: number): number => view.getUint16(at, little);
  const long = (at: number): number => view.getUint32(at, little);
  const entryAt = (at: number): Entry => ({
    tag: short(at),
    type: short(at + 2),
    count: long(at + 4),
    value: long(at + 8),
    at,
  });
  const directoryAt = (address: number): Directory => {
    // At most 65,535.
    const count = short(address);
    const entries = Array.from({ length: count }, (_, index) => entryAt(address + 2 + 12 * index));
    return { entries, next: address + 2 + 12 * count };
  };
  return { bytes, first: directoryAt(long(4)), directoryAt };
}
