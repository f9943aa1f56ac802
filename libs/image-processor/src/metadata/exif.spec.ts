import sharp from 'sharp';
import { makeOne } from '../testing/make.ts';
import { segment, withSegments } from '../testing/jpeg.ts';
import { blackPixel } from './black-pixel.ts';
import { copyrightInExif, exifForRendition, exifOf } from './exif.ts';

const THUMBNAIL = Buffer.from('a small picture of all that was cut off');
const NOTE = Buffer.from('what only the maker of the camera can read');

type Entry = readonly [tag: number, type: number, count: number, value: number];
const [ASCII, SHORT, LONG, BYTES] = [2, 3, 4, 7];

/** EXIF of a photo that was taken on its side, in one byte order or the other. */
function exifOfCamera(order: 'II' | 'MM'): Buffer {
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

async function photoWith(exif: Buffer): Promise<Buffer> {
  const image = sharp({ create: { width: 16, height: 12, channels: 3, background: 'red' } });
  const body = Buffer.concat([Buffer.from('Exif\0\0'), exif]);
  return withSegments(await image.jpeg().toBuffer(), segment(0xe1, body));
}

/** The numbers of a tag, wherever it is: libvips writes what has one value. */
function numbersOf(exif: Buffer, tag: number): number[] {
  const tiff = exif.subarray(exif.indexOf('Exif') === 0 ? 6 : 0);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const found: number[] = [];
  const look = (directory: number): void => {
    for (let index = 0; index < view.getUint16(directory, little); index += 1) {
      const at = directory + 2 + 12 * index;
      const type = view.getUint16(at + 2, little);
      const value =
        type === SHORT ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
      if (view.getUint16(at, little) === tag) found.push(value);
      if (view.getUint16(at, little) === 0x8769) look(value);
    }
  };
  look(view.getUint32(4, little));
  return found;
}

const FORMATS = ['avif', 'webp', 'jpeg', 'png'] as const;

describe.each(['II', 'MM'] as const)('EXIF in the byte order %s that is kept', (order) => {
  const made = async (format: (typeof FORMATS)[number]) => {
    const bytes = await photoWith(exifOfCamera(order));
    const asked = { metadata: 'keep', crop: { width: 6, height: 10 } } as const;
    const { data } = await makeOne(bytes, asked, { formats: [format] });
    const { exif = Buffer.alloc(0), orientation } = await sharp(data).metadata();
    return { data, exif, orientation };
  };

  it.each(FORMATS)('shows nothing in a %s of what was cut off', async (format) => {
    const { data, exif } = await made(format);
    expect(exif.includes('Thumbing')).toBe(true);
    expect(data.includes(THUMBNAIL)).toBe(false);
    expect(data.includes(NOTE)).toBe(false);
  });

  it.each(FORMATS)('is true of a %s', async (format) => {
    const { exif, orientation } = await made(format);
    expect([undefined, 1]).toContain(orientation);
    expect(numbersOf(exif, 0x0112)).toEqual([1]);
    expect(numbersOf(exif, 0x0100)).toEqual([]);
    expect(numbersOf(exif, 0x0101)).toEqual([]);
    expect(numbersOf(exif, 0xa002)).toEqual([6]);
    expect(numbersOf(exif, 0xa003)).toEqual([10]);
  });
});

describe('a copyright', () => {
  const [artist, copyright] = ['Zoë 山田', '© 2026 Zoë'];

  it.each([{ artist, copyright }, { artist }, { copyright }, { artist: 'A' }])(
    'is read as it was written: %j',
    (said) => expect(copyrightInExif(exifOf(said) ?? Buffer.alloc(0))).toEqual(said),
  );

  it('needs no EXIF where nothing is said', () => expect(exifOf({})).toBeUndefined());

  it('is read in the letters of Windows where it is not UTF-8', () => {
    const exif = exifOf({ artist: 'Zo? Muster' });
    exif?.writeUInt8(0xeb, exif.indexOf('?'));
    expect(copyrightInExif(exif ?? Buffer.alloc(0)).artist).toBe('Zoë Muster');
  });

  it('names who took the picture and who edited it', () => {
    const exif = exifOf({ copyright: 'Ada|Grace' });
    exif?.writeUInt8(0, exif.indexOf('|'));
    expect(copyrightInExif(exif ?? Buffer.alloc(0)).copyright).toBe('Ada; Grace');
  });

  it('is no longer than a name can be', () => {
    const { artist } = copyrightInExif(
      exifOf({ artist: 'a'.repeat(1_000_000) }) ?? Buffer.alloc(0),
    );
    expect(artist).toHaveLength(1_000);
  });
});

it('is nothing where it is cut short or points outside, and never fails', () => {
  const whole = exifOfCamera('MM');
  for (let end = 0; end < whole.length; end += 1) {
    const cut = whole.subarray(0, end);
    expect(copyrightInExif(cut)).toEqual({});
    if (end < 182) exifForRendition(cut);
  }
  for (let at = 0; at < whole.length; at += 1) {
    const broken = Buffer.from(whole);
    broken.writeUInt8(0xff, at);
    copyrightInExif(broken);
    exifForRendition(broken);
  }
  expect(exifForRendition(whole.subarray(0, 100))).toBeUndefined();
});

it('is cut where libvips reads no more, and so refuses no image', async () => {
  const exif = Buffer.concat([exifOfCamera('II'), Buffer.alloc(10_000_000)]);
  const bytes = await blackPixel({ exif });
  const { data } = await makeOne(bytes, { metadata: 'keep' });
  expect((await sharp(data).metadata()).exif?.includes('Thumbing')).toBe(true);
});

it('is read in one pass, also where each entry points to as many more', () => {
  const count = 65_535;
  const exif = Buffer.alloc(10 + 12 * count + 4);
  exif.write('II*\0\b\0\0\0');
  exif.writeUInt16LE(count, 8);
  for (let at = 10; at < exif.length - 4; at += 12) {
    exif.writeUInt16LE(0x8769, at);
    exif.writeUInt32LE(8, at + 8);
  }
  expect(copyrightInExif(exif)).toEqual({});
  expect(exifForRendition(exif)?.length).toBeLessThan(65_536);
});
