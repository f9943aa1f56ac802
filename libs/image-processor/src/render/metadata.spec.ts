import sharp from 'sharp';
import type { OutputFormat } from '../formats.ts';
import { copyrightInExif, exifOf } from '../metadata/exif.ts';
import { toPhotoshop } from '../metadata/iptc.ts';
import { recipe, type RecipeInput } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { look } from '../testing/index.ts';
import { LIMITS, makeOne } from '../testing/make.ts';
import { segment, withSegments } from '../testing/jpeg.ts';

const FORMATS = ['avif', 'webp', 'jpeg', 'png'] as const;
const SIZE = { width: 16, height: 12 };

/** Stored on its side, with everything that cameras and programs write. */
const original = (): Promise<Buffer> =>
  sharp({ create: { ...SIZE, channels: 3, background: { r: 200, g: 100, b: 50 } } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Thumbing', Artist: 'Ada', Copyright: 'Ada 2026' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 26/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>')
    .jpeg({ quality: 100 })
    .toBuffer();

const red = () => sharp({ create: { ...SIZE, channels: 3, background: 'red' } });

/** A TIFF with one more entry: a directory that has it follows the end. `type` is 1 for bytes and 2 for text. */
async function tiffWith(tag: number, type: 1 | 2, value: Buffer): Promise<Buffer> {
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

const exifTextOf = async (data: Buffer): Promise<string> => {
  const { exif } = await sharp(data).metadata();
  return exif?.toString('latin1') ?? '';
};

describe.each(FORMATS)('metadata of a %s', (format) => {
  const formats: readonly OutputFormat[] = [format];

  it('is none, unless a recipe asks for it', async () => {
    const { hasExif, hasXmp, hasIcc } = await makeOne(await original(), {}, { formats });
    expect({ hasExif, hasXmp, hasIcc }).toEqual({ hasExif: false, hasXmp: false, hasIcc: false });
  });

  it('says with `copyright` who made it and who may use it, and not where', async () => {
    const made = await makeOne(await original(), { metadata: 'copyright' }, { formats });
    expect(made).toMatchObject({ hasExif: true, hasGps: false, hasXmp: false, hasIcc: false });
    const exif = await exifTextOf(made.data);
    expect(exif).toContain('Ada');
    expect(exif).toContain('Ada 2026');
    expect(exif).not.toContain('Thumbing');
  });

  it('is all of it with `keep`, upright', async () => {
    const made = await makeOne(await original(), { metadata: 'keep' }, { formats });
    expect(made).toMatchObject({ hasExif: true, hasGps: true, hasXmp: true });
    expect(await exifTextOf(made.data)).toContain('Thumbing');
    expect([made.width, made.height]).toEqual([12, 16]);
    expect([undefined, 1]).toContain(made.orientation);
  });

  it('leaves the pixels as they are', async () => {
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

describe('a copyright', () => {
  const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator><rdf:Seq><rdf:li>Zoë of XMP</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>`;
  const IPTC = toPhotoshop(Buffer.from('\x1c\x02\x50\0\x0cZo\xc3\xab of IPTC', 'latin1'));
  const EXIF = exifOf({ artist: 'Zoë of EXIF' }) ?? Buffer.alloc(0);

  const plain = (): Promise<Buffer> => red().jpeg().toBuffer();
  const withExif = (jpeg: Buffer): Buffer =>
    withSegments(jpeg, segment(0xe1, Buffer.from('Exif\0\0'), EXIF));
  const withIptc = (jpeg: Buffer): Buffer => withSegments(jpeg, segment(0xed, IPTC));
  const withXmp = (): Promise<Buffer> => red().withXmp(XMP).jpeg().toBuffer();

  it.each`
    where                | make                                                       | says
    ${'in EXIF'}         | ${async () => withExif(await plain())}                     | ${'Zoë of EXIF'}
    ${'in IPTC'}         | ${async () => withIptc(await plain())}                     | ${'Zoë of IPTC'}
    ${'in XMP'}          | ${withXmp}                                                 | ${'Zoë of XMP'}
    ${'in a TIFF'}       | ${() => tiffWith(0x013b, 2, Buffer.from('Zoë of TIFF\0'))} | ${'Zoë of TIFF'}
    ${'in IPTC and XMP'} | ${async () => withIptc(await withXmp())}                   | ${'Zoë of IPTC'}
    ${'in all of them'}  | ${async () => withExif(withIptc(await withXmp()))}         | ${'Zoë of EXIF'}
  `(
    'is found $where, and is written as EXIF in the same letters',
    async ({ make, says }: { make: () => Promise<Buffer>; says: string }) => {
      for (const format of FORMATS) {
        const made = await makeOne(await make(), { metadata: 'copyright' }, { formats: [format] });
        expect(made).toMatchObject({ hasExif: true, hasXmp: false, hasIptc: false });
        const { exif = Buffer.alloc(0) } = await sharp(made.data).metadata();
        expect(copyrightInExif(exif)).toMatchObject({ artist: says });
      }
    },
  );

  it('is nothing where the original says nothing, or what nobody can read', async () => {
    const broken = await original();
    const at = broken.indexOf('Exif\0\0') + 10;
    broken.fill(0xff, at, at + 8);
    for (const bytes of [await plain(), broken]) {
      const made = await makeOne(bytes, { metadata: 'copyright' }, { formats: ['webp'] });
      expect(made.hasExif).toBe(false);
    }
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
    'has XMP of more than 64 KB in $format: $length',
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

  it('has IPTC in a JPEG, without the thumbnail beside it', async () => {
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

  it('has the density of the original, wherever it says so', async () => {
    for (const format of ['jpeg', 'png', 'tiff'] as const) {
      const bytes = await red().withDensity(300).toFormat(format).toBuffer();
      const made = await makeOne(bytes, { metadata: 'keep' }, { formats: ['jpeg'] });
      expect((await sharp(made.data).metadata()).density).toBe(300);
    }
  });
});

it('is kept of what is sound but for stray bytes, and refused with what is broken', async () => {
  const whole = await original();
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

describe('colors', () => {
  /** What P3 calls pure red has no place in sRGB. */
  const richRed = async (): Promise<Buffer> => {
    const carrier = await sharp({
      create: { width: 1, height: 1, channels: 3, background: 'black' },
    })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const data = Buffer.from(Array.from({ length: 16 * 12 }, () => [255, 0, 0]).flat());
    return sharp(carrier)
      .resize(16, 12, { fit: 'fill' })
      .boolean(data, 'or', { raw: { ...SIZE, channels: 3 } })
      .keepIccProfile()
      .png()
      .toBuffer();
  };
  const stored = async (data: Buffer): Promise<number[]> => [
    ...(await sharp(data).keepIccProfile().raw().toBuffer()).subarray(0, 3),
  ];
  /** How the profile describes itself, of what sharp knows. */
  const profileOf = async (data: Buffer): Promise<string> => {
    const text = (await sharp(data).metadata()).icc?.toString('latin1').replaceAll('\0', '') ?? '';
    return /P3/.exec(text)?.[0] ?? '';
  };

  it.each`
    colorSpace | profile | why
    ${'srgb'}  | ${''}   | ${'the nearest that sRGB has'}
    ${'p3'}    | ${'P3'} | ${'as rich as they were'}
    ${'keep'}  | ${'P3'} | ${'as they were stored'}
  `(
    'keep the reds of a P3 original with $colorSpace: $why',
    async ({ colorSpace, profile }: { colorSpace: RecipeInput['colorSpace']; profile: string }) => {
      for (const asked of [{}, { resize: { width: 8 } }]) {
        const { data } = await makeOne(await richRed(), { ...asked, colorSpace });
        expect(await stored(data)).toEqual([255, 0, 0]);
        expect(await profileOf(data)).toBe(profile);
      }
    },
  );

  it('of a plain original are the same to the eye in P3, and need no profile to be kept', async () => {
    const plain = await sharp({ create: { ...SIZE, channels: 3, background: '#c86432' } })
      .png()
      .toBuffer();
    const rich = await makeOne(plain, { colorSpace: 'p3' });
    expect(await stored(rich.data)).toEqual([187, 105, 62]);
    expect(rich.pixel(2, 2)).toEqual([200, 100, 51, 255]);
    const kept = await makeOne(plain, { colorSpace: 'keep' });
    expect(await stored(kept.data)).toEqual([200, 100, 50]);
    expect(await profileOf(kept.data)).toBe('');
  });

  it('of an original in ink are never those of its profile', async () => {
    const bytes = await sharp({ create: { ...SIZE, channels: 3, background: '#c86432' } })
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    const kept = await makeOne(bytes, { colorSpace: 'keep' });
    expect(kept.pixel(4, 4)).toEqual((await makeOne(bytes, {})).pixel(4, 4));
    expect(kept.hasIcc).toBe(false);
  });
});

it('makes all colors and metadata that variants ask for in one go, in the order of the variants', async () => {
  const variants = {
    rich: recipe.parse({ colorSpace: 'p3' }),
    plain: recipe.parse({ metadata: 'copyright' }),
    kept: recipe.parse({ colorSpace: 'p3', metadata: 'keep' }),
  };
  const { renditions } = await render(await original(), {
    accept: ['jpeg'],
    limits: LIMITS,
    formats: ['webp'],
    variants,
  });
  const made = [];
  for await (const { variant, data } of renditions) {
    const { hasExif, hasIcc, hasGps } = await look(data);
    made.push({ variant, hasExif, hasIcc, hasGps });
  }
  expect(made).toEqual([
    { variant: 'rich', hasExif: false, hasIcc: true, hasGps: false },
    { variant: 'plain', hasExif: true, hasIcc: false, hasGps: false },
    { variant: 'kept', hasExif: true, hasIcc: true, hasGps: true },
  ]);
});
