import { copyrightInExif, exifForRendition, exifOf } from './exif.ts';
import { exifOfCamera } from './testing/camera-exif.ts';

describe('a copyright', () => {
  const [artist, copyright] = ['Zoë 山田', '© 2026 Zoë'];

  it.each([{ artist, copyright }, { artist }, { copyright }, { artist: 'A' }])(
    'is read as it was written: %j',
    (said) => expect(copyrightInExif(exifOf(said) ?? Buffer.alloc(0))).toEqual(said),
  );

  it('takes no EXIF where there is none', () => expect(exifOf({})).toBeUndefined());

  it('is read as Windows-1252 where it is not UTF-8', () => {
    const exif = exifOf({ artist: 'Zo? Muster' });
    exif?.writeUInt8(0xeb, exif.indexOf('?'));
    expect(copyrightInExif(exif ?? Buffer.alloc(0)).artist).toBe('Zoë Muster');
  });

  it('names the photographer and the editor', () => {
    const exif = exifOf({ copyright: 'Ada|Grace' });
    exif?.writeUInt8(0, exif.indexOf('|'));
    expect(copyrightInExif(exif ?? Buffer.alloc(0)).copyright).toBe('Ada; Grace');
  });

  it('is cut to 1,000 characters', () => {
    const { artist } = copyrightInExif(
      exifOf({ artist: 'a'.repeat(1_000_000) }) ?? Buffer.alloc(0),
    );
    expect(artist).toHaveLength(1_000);
  });
});

it('EXIF that is cut short or points outside is ignored, and never fails', () => {
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

it('EXIF is read in one pass, also where each entry points to as many more', () => {
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
