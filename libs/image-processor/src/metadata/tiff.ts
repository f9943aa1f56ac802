/** An entry of a directory. */
export interface Entry {
  readonly tag: number;
  /** Of its values: 2 is text. */
  readonly type: number;
  readonly count: number;
  /** The only number, or the address of the first value where all have more than four bytes. */
  readonly value: number;
  /** Its own address. It has twelve bytes: tag, type, count and value. */
  readonly at: number;
}

export interface Directory {
  readonly entries: readonly Entry[];
  /** Where the address of the next directory is. */
  readonly next: number;
}

export interface Tiff {
  /** From where all addresses count. */
  readonly bytes: Buffer;
  readonly first: Directory;
  readonly directoryAt: (address: number) => Directory;
}

/** JPEG puts this before EXIF, which is a TIFF. */
const INTRODUCTION = Buffer.from('Exif\0\0');

/** Reads the first directory of a TIFF. An address outside of what there is throws a `RangeError`. */
export function readTiff(exif: Buffer): Tiff {
  const { length } = INTRODUCTION;
  const bytes = exif.subarray(exif.subarray(0, length).equals(INTRODUCTION) ? length : 0);
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
    // 65,535 at most.
    const count = short(address);
    const entries = Array.from({ length: count }, (_, index) => entryAt(address + 2 + 12 * index));
    return { entries, next: address + 2 + 12 * count };
  };
  return { bytes, first: directoryAt(long(4)), directoryAt };
}
