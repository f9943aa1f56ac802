import sharp from 'sharp';
import type { OutputFormat } from './formats.ts';
import { recipe, type RecipeInput } from './recipe.ts';
import { render } from './render.ts';
import { look } from './testing/index.ts';
import { LIMITS, makeOne } from './testing/make.ts';

const FORMATS = ['avif', 'webp', 'jpeg', 'png'] as const;
const SIZE = { width: 16, height: 12 };

/** Stored on its side, with everything that cameras and programs write. */
const original = (): Promise<Buffer> =>
  sharp({ create: { ...SIZE, channels: 3, background: { r: 200, g: 100, b: 50 } } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'Thumbing', Artist: 'Ada', Copyright: '© Ada 2026' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 26/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>')
    .jpeg({ quality: 100 })
    .toBuffer();

const exifOf = async (data: Buffer): Promise<string> => {
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
    const exif = await exifOf(made.data);
    expect(exif).toContain('Ada');
    // libvips writes EXIF in ASCII.
    expect(exif).toContain('(C) Ada 2026');
    expect(exif).not.toContain('Thumbing');
  });

  it('is all of it with `keep`, upright', async () => {
    const made = await makeOne(await original(), { metadata: 'keep' }, { formats });
    expect(made).toMatchObject({ hasExif: true, hasGps: true, hasXmp: true });
    expect(await exifOf(made.data)).toContain('Thumbing');
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

it('says nothing of copyright where the original says nothing, or what nobody can read', async () => {
  const plain = await sharp({ create: { ...SIZE, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  const broken = await original();
  const at = broken.indexOf('Exif\0\0') + 10;
  broken.fill(0xff, at, at + 8);
  for (const bytes of [plain, broken]) {
    const made = await makeOne(bytes, { metadata: 'copyright' }, { formats: ['webp'] });
    expect(await exifOf(made.data)).not.toContain('Ada');
  }
});

it('is kept of what is sound but for stray bytes, and refused with what is broken', async () => {
  const whole = await original();
  const at = whole.indexOf(Buffer.of(0xff, 0xc4));
  const stray = Buffer.concat([whole.subarray(0, at), Buffer.from('stray'), whole.subarray(at)]);
  for (const asked of [
    { metadata: 'keep' },
    { colour: 'keep' },
    { metadata: 'copyright' },
  ] as const) {
    expect(await makeOne(stray, asked)).toMatchObject({ width: 12, height: 16 });
    const half = whole.subarray(0, whole.length / 2);
    await expect(makeOne(half, asked)).rejects.toMatchObject({ code: 'corrupt' });
  }
});

describe('colours', () => {
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
    colour    | profile | why
    ${'srgb'} | ${''}   | ${'the nearest that sRGB has'}
    ${'p3'}   | ${'P3'} | ${'as rich as they were'}
    ${'keep'} | ${'P3'} | ${'as they were stored'}
  `(
    'keep the reds of a P3 original with $colour: $why',
    async ({ colour, profile }: { colour: RecipeInput['colour']; profile: string }) => {
      for (const asked of [{}, { resize: { width: 8 } }]) {
        const { data } = await makeOne(await richRed(), { ...asked, colour });
        expect(await stored(data)).toEqual([255, 0, 0]);
        expect(await profileOf(data)).toBe(profile);
      }
    },
  );

  it('of a plain original are the same to the eye in P3, and need no profile to be kept', async () => {
    const plain = await sharp({ create: { ...SIZE, channels: 3, background: '#c86432' } })
      .png()
      .toBuffer();
    const rich = await makeOne(plain, { colour: 'p3' });
    expect(await stored(rich.data)).toEqual([187, 105, 62]);
    expect(rich.pixel(2, 2)).toEqual([200, 100, 51, 255]);
    const kept = await makeOne(plain, { colour: 'keep' });
    expect(await stored(kept.data)).toEqual([200, 100, 50]);
    expect(await profileOf(kept.data)).toBe('');
  });

  it('of an original in ink are never those of its profile', async () => {
    const bytes = await sharp({ create: { ...SIZE, channels: 3, background: '#c86432' } })
      .withIccProfile('cmyk')
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    const kept = await makeOne(bytes, { colour: 'keep' });
    expect(kept.pixel(4, 4)).toEqual((await makeOne(bytes, {})).pixel(4, 4));
    expect(kept.hasIcc).toBe(false);
  });
});

it('makes all colours and metadata that variants ask for in one go, in the order of the variants', async () => {
  const variants = {
    rich: recipe.parse({ colour: 'p3' }),
    plain: recipe.parse({ metadata: 'copyright' }),
    kept: recipe.parse({ colour: 'p3', metadata: 'keep' }),
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
