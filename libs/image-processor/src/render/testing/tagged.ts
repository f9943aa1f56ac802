import sharp, { type Sharp } from 'sharp';

export const SIZE = { width: 16, height: 12 };

/** A small JPEG stored on its side, with the metadata that cameras and editors write. */
export const tagged = (): Promise<Buffer> =>
  sharp({ create: { ...SIZE, channels: 3, background: { r: 200, g: 100, b: 50 } } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Thumbing', Artist: 'Ada', Copyright: 'Ada 2026' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 26/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>')
    .jpeg({ quality: 100 })
    .toBuffer();

/** The same size in red, without metadata. */
export const red = (): Sharp => sharp({ create: { ...SIZE, channels: 3, background: 'red' } });

/**
 * A TIFF with one more entry, in a directory that follows the pixels. `type` is 1 for bytes and 2 for text, as TIFF
 * numbers them.
 */
export async function tiffWith(tag: number, type: 1 | 2, value: Buffer): Promise<Buffer> {
  const tiff = await red().tiff({ compression: 'none' }).toBuffer();
  const directory = tiff.readUInt32LE(4);
  const entries = Array.from({ length: tiff.readUInt16LE(directory) }, (_, index) =>
    tiff.subarray(directory + 2 + 12 * index, directory + 14 + 12 * index),
  );
  const entry = Buffer.alloc(12);
  entry.writeUInt16LE(tag);
  entry.writeUInt16LE(type, 2);
  entry.writeUInt32LE(value.length, 4);
  entry.writeUInt32LE(tiff.length, 8);
  const even = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
  tiff.writeUInt32LE(tiff.length + even.length, 4);
  const all = [...entries, entry].toSorted((a, b) => a.readUInt16LE() - b.readUInt16LE());
  return Buffer.concat([tiff, even, Buffer.from([all.length, 0]), ...all, Buffer.alloc(4)]);
}

/** The EXIF of a file as text, empty where it has none. */
export const exifTextOf = async (data: Buffer): Promise<string> => {
  const { exif } = await sharp(data).metadata();
  return exif?.toString('latin1') ?? '';
};
