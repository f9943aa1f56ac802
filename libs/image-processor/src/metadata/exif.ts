import { decodeText, joinNames, type Copyright } from './copyright.ts';
import { readTiff } from './tiff.ts';

const [ARTIST, COPYRIGHT, PHOTO] = [0x013b, 0x8298, 0x8769];

/** Types of text: ASCII and, since EXIF 3.0, UTF-8. */
const TEXT_TYPES: ReadonlySet<number> = new Set([2, 129]);

/** Tags of the original's size, which libvips does not replace by the rendition's. */
const STALE_IMAGE_TAGS: ReadonlySet<number> = new Set([0x0100, 0x0101]);

/**
 * Tags of the subject's area, the color space, and the maker note: it may contain a preview, and its offsets are wrong
 * once EXIF is rewritten.
 */
const STALE_PHOTO_TAGS: ReadonlySet<number> = new Set([0x9214, 0xa214, 0xa005, 0x927c]);

/** Reads EXIF, or a whole TIFF. Damaged EXIF has no copyright. */
export function copyrightInExif(exif: Buffer): Copyright {
  const read = (): Copyright => {
    const { bytes, first } = readTiff(exif);
    const text = (wanted: number): string | undefined => {
      const entry = first.entries.find(({ tag, type }) => tag === wanted && TEXT_TYPES.has(type));
      if (!entry) return undefined;
      const start = entry.count <= 4 ? entry.at + 8 : entry.value;
      const value = bytes.subarray(start, start + Math.min(entry.count, MAX_BYTES));
      return joinNames(decodeText(value).split('\0'));
    };
    return { artist: text(ARTIST), copyright: text(COPYRIGHT) };
  };
  return unlessDamaged(read) ?? {};
}

/**
 * EXIF without the entries that do not apply to a rendition, above all the thumbnail, which shows parts that were
 * cropped or blurred. Damaged EXIF is dropped.
 */
export function exifForRendition(exif: Buffer): Buffer | undefined {
  return unlessDamaged(() => {
    const { bytes, first, directoryAt } = readTiff(Buffer.from(exif));
    // Only the first: in a hostile file every entry may point to a directory.
    const photo = first.entries.find(({ tag }) => tag === PHOTO);
    const photoEntries = photo ? directoryAt(photo.value).entries : [];
    const stale = [
      ...first.entries.filter(({ tag }) => STALE_IMAGE_TAGS.has(tag)),
      ...photoEntries.filter(({ tag }) => STALE_PHOTO_TAGS.has(tag)),
    ];
    // Readers skip entries without values.
    for (const { at } of stale) bytes.fill(0, at + 4, at + 8);
    // The next directory is the thumbnail's: libvips writes only data that a directory points to.
    bytes.fill(0, first.next, first.next + 4);
    return bytes.subarray(0, MAX_BYTES);
  });
}

/** Bytes that libvips reads, and a JPEG holds, at most. */
const MAX_BYTES = 65_527;

/** EXIF with the copyright alone, in UTF-8, which programs also read where it should be ASCII. */
export function exifOf({ artist, copyright }: Copyright): Buffer | undefined {
  const texts = [
    { tag: ARTIST, text: artist },
    { tag: COPYRIGHT, text: copyright },
  ].flatMap(({ tag, text }) => (text === undefined ? [] : [{ tag, value: terminated(text) }]));
  if (texts.length === 0) return undefined;
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, texts.length, 0]);
  let at = head.length + texts.length * 12 + 4;
  const entries = texts.map(({ tag, value }) => {
    const entry = Buffer.alloc(12);
    entry.writeUInt16LE(tag);
    entry.writeUInt16LE(2, 2);
    entry.writeUInt32LE(value.length, 4);
    entry.writeUInt32LE(at, 8);
    at += value.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, Buffer.alloc(4), ...texts.map(({ value }) => value)]);
}

/** Ends a text with a zero, padded to five bytes: a shorter value would be in the entry itself. */
const terminated = (text: string): Buffer => Buffer.from(`${text}\0`.padEnd(5, '\0'));

/** Offsets in damaged data point outside of it. */
function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
