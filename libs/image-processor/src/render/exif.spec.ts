import sharp from 'sharp';
import { blackPixel } from '../metadata/black-pixel.ts';
import {
  exifOfCamera,
  NOTE,
  numbersOf,
  photoWith,
  THUMBNAIL,
} from '../metadata/testing/camera-exif.ts';
import { makeOne } from '../testing/make.ts';

const FORMATS = ['avif', 'webp', 'jpeg', 'png'] as const;

describe.each(['II', 'MM'] as const)('EXIF in the byte order %s that is kept', (order) => {
  const made = async (format: (typeof FORMATS)[number]) => {
    const bytes = await photoWith(exifOfCamera(order));
    const asked = { metadata: 'keep', crop: { width: 6, height: 10 } } as const;
    const { data } = await makeOne(bytes, asked, { formats: [format] });
    const { exif = Buffer.alloc(0), orientation } = await sharp(data).metadata();
    return { data, exif, orientation };
  };

  it.each(FORMATS)('shows no cropped part in a %s', async (format) => {
    const { data, exif } = await made(format);
    expect(exif.includes('Thumbing')).toBe(true);
    expect(data.includes(THUMBNAIL)).toBe(false);
    expect(data.includes(NOTE)).toBe(false);
  });

  it.each(FORMATS)('describes a %s correctly', async (format) => {
    const { exif, orientation } = await made(format);
    expect([undefined, 1]).toContain(orientation);
    expect(numbersOf(exif, 0x0112)).toEqual([1]);
    expect(numbersOf(exif, 0x0100)).toEqual([]);
    expect(numbersOf(exif, 0x0101)).toEqual([]);
    expect(numbersOf(exif, 0xa002)).toEqual([6]);
    expect(numbersOf(exif, 0xa003)).toEqual([10]);
  });
});

it('EXIF is cut to the length that libvips reads, and no image is refused for it', async () => {
  const exif = Buffer.concat([exifOfCamera('II'), Buffer.alloc(10_000_000)]);
  const bytes = await blackPixel({ exif });
  const { data } = await makeOne(bytes, { metadata: 'keep' });
  expect((await sharp(data).metadata()).exif?.includes('Thumbing')).toBe(true);
});
