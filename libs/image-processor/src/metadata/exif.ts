import { decodeText, listed, type Copyright } from './copyright.ts';
import { readTiff } from './tiff.ts';

const [ARTIST, COPYRIGHT, PHOTO] = [0x013b, 0x8298, 0x8769];

/** Text, as it is in ASCII and, since EXIF 3.0, in UTF-8. */
const TEXTS: ReadonlySet<number> = new Set([2, 129]);

/** The size of the original, where libvips does not write that of the rendition. */
const UNTRUE_OF_IMAGE: ReadonlySet<number> = new Set([0x0100, 0x0101]);

/**
 * Where in the original its subject is, which colours it had, and notes that only the maker of the camera can read: they
 * may hold a picture, and what they point to is elsewhere once EXIF is written anew.
 */
const UNTRUE_OF_PHOTO: ReadonlySet<number> = new Set([0x9214, 0xa214, 0xa005, 0x927c]);

/** Reads EXIF, or a whole TIFF. What is broken says nothing. */
export function copyrightInExif(exif: Buffer): Copyright {
  const read = (): Copyright => {
    const { bytes, first } = readTiff(exif);
    const text = (wanted: number): string | undefined => {
      const entry = first.entries.find(({ tag, type }) => tag === wanted && TEXTS.has(type));
      if (!entry) return undefined;
      const start = entry.count <= 4 ? entry.at + 8 : entry.value;
      const value = bytes.subarray(start, start + Math.min(entry.count, MOST));
      return listed(decodeText(value).split('\0'));
    };
    return { artist: text(ARTIST), copyright: text(COPYRIGHT) };
  };
  return ifSound(read) ?? {};
}

/**
 * EXIF without what is not true of a rendition, first of all the thumbnail, which shows what was cut off or blurred. What is
 * broken is left out whole.
 */
export function exifForRendition(exif: Buffer): Buffer | undefined {
  return ifSound(() => {
    const { bytes, first, directoryAt } = readTiff(Buffer.from(exif));
    // No more than one, for in what is hostile all entries may point to directories.
    const photo = first.entries.find(({ tag }) => tag === PHOTO);
    const ofPhoto = photo ? directoryAt(photo.value).entries : [];
    const untrue = [
      ...first.entries.filter(({ tag }) => UNTRUE_OF_IMAGE.has(tag)),
      ...ofPhoto.filter(({ tag }) => UNTRUE_OF_PHOTO.has(tag)),
    ];
    // Readers pass over entries without values.
    for (const { at } of untrue) bytes.fill(0, at + 4, at + 8);
    // The next directory is the thumbnail's. libvips writes nothing that no directory points to.
    bytes.fill(0, first.next, first.next + 4);
    return bytes.subarray(0, MOST);
  });
}

/** libvips reads no more, and a JPEG holds no more. */
const MOST = 65_527;

/** EXIF that says this alone, in UTF-8, which programs also read where it should be ASCII. */
export function exifOf({ artist, copyright }: Copyright): Buffer | undefined {
  const texts = [
    { tag: ARTIST, text: artist },
    { tag: COPYRIGHT, text: copyright },
  ].flatMap(({ tag, text }) => (text === undefined ? [] : [{ tag, value: ended(text) }]));
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

/** A text ends with a zero, and one of four bytes or less would have to be in the entry itself. */
const ended = (text: string): Buffer => Buffer.from(`${text}\0`.padEnd(5, '\0'));

/** Addresses in what is broken point outside. */
function ifSound<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
