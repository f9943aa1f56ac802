import sharp from 'sharp';
import { segment, withSegments } from '../../testing/jpeg.ts';

export const THUMBNAIL = Buffer.from('a small picture of all that was cropped');
export const NOTE = Buffer.from('a note in the format of the maker');

type Entry = readonly [tag: number, type: number, count: number, value: number];
const [ASCII, SHORT, LONG, BYTES] = [2, 3, 4, 7];

/** EXIF of a photo that was taken on its side, in either byte order. */
export function exifOfCamera(order: 'II' | 'MM'): Buffer {
  const exif = Buffer.alloc(300);
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  const little = order === 'II';
  const directory = (start: number, next: number, entries: readonly Entry[]): void => {
    view.setUint16(start, entries.length, little);
    entries.forEach(([tag, type, count, value], index) => {
      const at = start + 2 + 12 * index;
      view.setUint16(at, tag, little);
      view.setUint16(at + 2, type, little);
      view.setUint32(at + 4, count, little);
      if (type === SHORT) view.setUint16(at + 8, value, little);
      else view.setUint32(at + 8, value, little);
    });
    view.setUint32(start + 2 + 12 * entries.length, next, little);
  };
  exif.write(order);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  directory(8, 140, [
    [0x0100, LONG, 1, 4_000],
    [0x0101, LONG, 1, 3_000],
    [0x010f, ASCII, 9, 190],
    [0x0112, SHORT, 1, 6],
    [0x8769, LONG, 1, 90],
  ]);
  directory(90, 0, [
    [0x927c, BYTES, NOTE.length, 200],
    [0xa002, LONG, 1, 4_000],
    [0xa003, LONG, 1, 3_000],
  ]);
  directory(140, 0, [
    [0x0103, SHORT, 1, 6],
    [0x0201, LONG, 1, 250],
    [0x0202, LONG, 1, THUMBNAIL.length],
  ]);
  exif.write('Thumbing\0', 190);
  NOTE.copy(exif, 200);
  THUMBNAIL.copy(exif, 250);
  return exif;
}

export async function photoWith(exif: Buffer): Promise<Buffer> {
  const image = sharp({ create: { width: 16, height: 12, channels: 3, background: 'red' } });
  const body = Buffer.concat([Buffer.from('Exif\0\0'), exif]);
  return withSegments(await image.jpeg().toBuffer(), segment(0xe1, body));
}

/** The values of a tag, in the first directory or that of EXIF. */
export function numbersOf(exif: Buffer, tag: number): number[] {
  const tiff = exif.subarray(exif.indexOf('Exif') === 0 ? 6 : 0);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const found: number[] = [];
  const visit = (directory: number): void => {
    for (let index = 0; index < view.getUint16(directory, little); index += 1) {
      const at = directory + 2 + 12 * index;
      const type = view.getUint16(at + 2, little);
      const value =
        type === SHORT ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
      if (view.getUint16(at, little) === tag) found.push(value);
      if (view.getUint16(at, little) === 0x8769) visit(value);
    }
  };
  visit(view.getUint32(4, little));
  return found;
}
