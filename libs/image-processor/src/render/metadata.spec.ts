import sharp from 'sharp';
import type { OutputFormat } from '../formats.ts';
import { toPhotoshop } from '../metadata/iptc.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { decodeImage } from '../testing/index.ts';
import { segment, withSegments } from '../testing/jpeg.ts';
import { LIMITS, makeOne } from '../testing/make.ts';
import { exifTextOf, red, SIZE, tagged, tiffWith } from './testing/tagged.ts';

const FORMATS = ['avif', 'webp', 'jpeg', 'png'] as const;

const original = tagged();

describe.each(FORMATS)('metadata of a %s', (format) => {
  const formats: readonly OutputFormat[] = [format];

  it('is none, unless a recipe asks for it', async () => {
    const { hasExif, hasXmp, hasIcc } = await makeOne(await original, {}, { formats });
    expect({ hasExif, hasXmp, hasIcc }).toEqual({ hasExif: false, hasXmp: false, hasIcc: false });
  });

  it('contains the artist and the copyright notice with `copyright`, and no location', async () => {
    const made = await makeOne(await original, { metadata: 'copyright' }, { formats });
    expect(made).toMatchObject({ hasExif: true, hasGps: false, hasXmp: false, hasIcc: false });
    const exif = await exifTextOf(made.data);
    expect(exif).toContain('Ada');
    expect(exif).toContain('Ada 2026');
    expect(exif).not.toContain('Thumbing');
  });

  it('is complete with `keep`, with the orientation upright', async () => {
    const made = await makeOne(await original, { metadata: 'keep' }, { formats });
    expect(made).toMatchObject({ hasExif: true, hasGps: true, hasXmp: true });
    expect(await exifTextOf(made.data)).toContain('Thumbing');
    expect([made.width, made.height]).toEqual([12, 16]);
    expect([undefined, 1]).toContain(made.orientation);
  });

  it('does not change the pixels', async () => {
    const alpha = { r: 200, g: 100, b: 50, alpha: 0.5 };
    const source = sharp({ create: { ...SIZE, channels: 4, background: alpha } }).png();
    const bytes = await source.toBuffer();
    const exact = { metadata: 'keep', avif: { quality: 100 }, webp: { lossless: true } } as const;
    const made = await makeOne(bytes, { ...exact, background: '#ffffff' }, { formats });
    const gives = format === 'jpeg' ? [227, 177, 152, 255] : [200, 100, 50, 128];
    made
      .pixel(5, 5)
      .forEach((value, channel) => expect(Math.abs(value - (gives[channel] ?? 0))).toBeLessThan(4));
  });
});

describe('all metadata', () => {
  const long = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${'long'.repeat(25_000)}</x:xmpmeta>`;

  it.each`
    format    | length
    ${'avif'} | ${long.length}
    ${'webp'} | ${long.length}
    ${'png'}  | ${long.length}
    ${'jpeg'} | ${undefined}
  `(
    'includes XMP of more than 64 KB in $format: $length',
    async ({ format, length }: { format: OutputFormat; length: number | undefined }) => {
      const bytes = await red()
        .withXmp(long)
        .withExif({ IFD0: { Artist: 'Ada' } })
        .png()
        .toBuffer();
      const made = await makeOne(bytes, { metadata: 'keep' }, { formats: [format] });
      expect(await exifTextOf(made.data)).toContain('Ada');
      expect((await sharp(made.data).metadata()).xmp?.length).toBe(length);
    },
  );

  it('includes IPTC in a JPEG, without the thumbnail beside it', async () => {
    const records = Buffer.from('\x1c\x02\x50\0\x03Ada');
    const thumbnail = '8BIM\x04\x0c\0\0\0\0\0\x0ba thumbnail\0';
    const iptc = Buffer.concat([toPhotoshop(records), Buffer.from(thumbnail)]);
    const jpeg = withSegments(await red().jpeg().toBuffer(), segment(0xed, iptc));
    const tiff = await tiffWith(0x83bb, 1, records);
    expect(jpeg.includes('a thumbnail')).toBe(true);
    for (const bytes of [jpeg, tiff]) {
      const made = await makeOne(bytes, { metadata: 'keep' }, { formats: ['jpeg'] });
      expect((await sharp(made.data).metadata()).iptc).toEqual(toPhotoshop(records));
    }
  });

  it('includes the density of the original', async () => {
    for (const format of ['jpeg', 'png', 'tiff'] as const) {
      const bytes = await red().withDensity(300).toFormat(format).toBuffer();
      const made = await makeOne(bytes, { metadata: 'keep' }, { formats: ['jpeg'] });
      expect((await sharp(made.data).metadata()).density).toBe(300);
    }
  });
});

it('is kept from an image with stray bytes, and refused with a truncated one', async () => {
  const whole = await original;
  const at = whole.indexOf(Buffer.of(0xff, 0xc4));
  const stray = Buffer.concat([whole.subarray(0, at), Buffer.from('stray'), whole.subarray(at)]);
  for (const asked of [
    { metadata: 'keep' },
    { colorSpace: 'keep' },
    { metadata: 'copyright' },
  ] as const) {
    expect(await makeOne(stray, asked)).toMatchObject({ width: 12, height: 16 });
    const half = whole.subarray(0, whole.length / 2);
    await expect(makeOne(half, asked)).rejects.toMatchObject({ code: 'corrupt' });
  }
});

it('makes variants of different color spaces and metadata in one render, in their order', async () => {
  const variants = {
    rich: recipe.parse({ colorSpace: 'p3' }),
    plain: recipe.parse({ metadata: 'copyright' }),
    kept: recipe.parse({ colorSpace: 'p3', metadata: 'keep' }),
  };
  const { renditions } = await render(await original, {
    accept: ['jpeg'],
    limits: LIMITS,
    formats: ['webp'],
    variants,
  });
  const made = [];
  for await (const { variant, data } of renditions) {
    const { hasExif, hasIcc, hasGps } = await decodeImage(data);
    made.push({ variant, hasExif, hasIcc, hasGps });
  }
  expect(made).toEqual([
    { variant: 'rich', hasExif: false, hasIcc: true, hasGps: false },
    { variant: 'plain', hasExif: true, hasIcc: false, hasGps: false },
    { variant: 'kept', hasExif: true, hasIcc: true, hasGps: true },
  ]);
});
