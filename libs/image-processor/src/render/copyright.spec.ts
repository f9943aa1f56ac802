import sharp from 'sharp';
import { copyrightInExif, exifOf } from '../metadata/exif.ts';
import { toPhotoshop } from '../metadata/iptc.ts';
import { segment, withSegments } from '../testing/jpeg.ts';
import { make, makeOne } from '../testing/make.ts';
import { red, tagged, tiffWith } from './testing/tagged.ts';

const FORMATS = ['avif', 'webp', 'jpeg', 'png'] as const;

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
    where                | file                                                       | says
    ${'in EXIF'}         | ${async () => withExif(await plain())}                     | ${'Zoë of EXIF'}
    ${'in IPTC'}         | ${async () => withIptc(await plain())}                     | ${'Zoë of IPTC'}
    ${'in XMP'}          | ${withXmp}                                                 | ${'Zoë of XMP'}
    ${'in a TIFF'}       | ${() => tiffWith(0x013b, 2, Buffer.from('Zoë of TIFF\0'))} | ${'Zoë of TIFF'}
    ${'in IPTC and XMP'} | ${async () => withIptc(await withXmp())}                   | ${'Zoë of IPTC'}
    ${'in all of them'}  | ${async () => withExif(withIptc(await withXmp()))}         | ${'Zoë of EXIF'}
  `(
    'is found $where, and written as EXIF in the same characters',
    async ({ file, says }: { file: () => Promise<Buffer>; says: string }) => {
      const all = await make(await file(), { metadata: 'copyright' }, { formats: FORMATS });
      expect(all).toHaveLength(FORMATS.length);
      for (const made of all) {
        expect(made).toMatchObject({ hasExif: true, hasXmp: false, hasIptc: false });
        const { exif = Buffer.alloc(0) } = await sharp(made.data).metadata();
        expect(copyrightInExif(exif)).toMatchObject({ artist: says });
      }
    },
  );

  it('is absent where the original has none, or none that can be read', async () => {
    const broken = await tagged();
    const at = broken.indexOf('Exif\0\0') + 10;
    broken.fill(0xff, at, at + 8);
    for (const bytes of [await plain(), broken]) {
      const made = await makeOne(bytes, { metadata: 'copyright' }, { formats: ['webp'] });
      expect(made.hasExif).toBe(false);
    }
  });
});
