import sharp from 'sharp';
import { blackPixel, type EmbeddedMetadata } from './black-pixel.ts';
import { exifOf } from './exif.ts';
import { toPhotoshop } from './iptc.ts';

const exif = exifOf({ artist: 'Ada' });
const iptc = toPhotoshop(Buffer.from('\x1c\x02\x50\0\x03Ada'));
const NOTHING = Buffer.alloc(0);
/** Bytes that differ between segments. */
const PATTERN = Buffer.from(Array.from({ length: 251 }, (_, at) => at));
const bytes = (length: number): Buffer => Buffer.alloc(length, PATTERN);

it.each`
  what                            | said                                               | format
  ${'nothing'}                    | ${{}}                                              | ${'jpeg'}
  ${'a little of each'}           | ${{ exif, iptc, xmp: bytes(99), icc: bytes(999) }} | ${'jpeg'}
  ${'a profile in four segments'} | ${{ icc: bytes(200_000), iptc }}                   | ${'jpeg'}
  ${'a profile in too many'}      | ${{ icc: bytes(6_600_001), exif }}                 | ${'webp'}
  ${'as much XMP as fits'}        | ${{ xmp: bytes(65_504), exif, iptc }}              | ${'jpeg'}
  ${'one byte more'}              | ${{ xmp: bytes(65_505), exif }}                    | ${'webp'}
`(
  'is a $format for $what',
  async ({ said, format }: { said: EmbeddedMetadata; format: string }) => {
    const pixel = await blackPixel(said);
    const metadata = await sharp(pixel).metadata();
    expect(metadata).toMatchObject({ format, width: 1, height: 1, channels: 3 });
    for (const what of ['xmp', 'icc', 'iptc'] as const) {
      expect(Buffer.compare(metadata[what] ?? NOTHING, said[what] ?? NOTHING)).toBe(0);
    }
    expect(metadata.exif?.includes('Ada')).toBe(said.exif && true);
    expect([...(await sharp(pixel).keepIccProfile().raw().toBuffer())]).toEqual([0, 0, 0]);
  },
);
