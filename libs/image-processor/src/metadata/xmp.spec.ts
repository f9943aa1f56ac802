import { copyrightInXmp, xmpForRendition } from './xmp.ts';

const xmp = (inside: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;

const creators = (...names: string[]): string => {
  const items = names.map((name) => `\n<rdf:li>${name}</rdf:li>`).join('');
  return `<dc:creator><rdf:Seq>${items}</rdf:Seq></dc:creator>`;
};
const rights =
  '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Ada</rdf:li><rdf:li xml:lang="de">© Ada, Bern</rdf:li></rdf:Alt></dc:rights>';
const terms =
  '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">CC BY 4.0</rdf:li></rdf:Alt></xmpRights:UsageTerms>';

it.each`
  of                        | inside                                           | says
  ${'lists of names'}       | ${creators('Ada', 'Zoë 山田') + rights}          | ${{ artist: 'Ada; Zoë 山田', copyright: '© Ada' }}
  ${'a name by itself'}     | ${'<dc:creator>Ada</dc:creator>'}                | ${{ artist: 'Ada' }}
  ${'characters by name'}   | ${creators('A &amp; B &lt;c&gt;')}               | ${{ artist: 'A & B <c>' }}
  ${'characters by number'} | ${creators('Zo&#235; &#x5c71;')}                 | ${{ artist: 'Zoë 山' }}
  ${'no such characters'}   | ${creators('&#x110000; &#zz; &toString; &#-1;')} | ${{ artist: '&#x110000; &#zz; &toString; &#-1;' }}
  ${'terms beside rights'}  | ${rights + terms}                                | ${{ copyright: '© Ada' }}
  ${'terms without rights'} | ${terms}                                         | ${{ copyright: 'CC BY 4.0' }}
  ${'nobody'}               | ${creators(' ')}                                 | ${{}}
  ${'something else'}       | ${'<dc:title>A title</dc:title>'}                | ${{}}
  ${'what is never closed'} | ${'<dc:creator><rdf:li>Ada</rdf:li>'}            | ${{}}
`('finds the copyright in $of', ({ inside, says }: { inside: string; says: object }) => {
  expect(copyrightInXmp(xmp(inside))).toEqual(says);
});

it('loses its thumbnails, and nothing else', () => {
  const thumbnails = (name: string): string =>
    `<${name}><rdf:Alt><rdf:li><xmpGImg:image>AAAA</xmpGImg:image></rdf:li></rdf:Alt></${name}>`;
  const [before, after] = [creators('Ada'), rights];
  const both = before + thumbnails('xmp:Thumbnails') + after + thumbnails('xap:Thumbnails');
  expect(xmpForRendition(xmp(both))).toBe(xmp(before + after));
  expect(xmpForRendition(xmp(before + after))).toBe(xmp(before + after));
  const open = xmp('<xmp:Thumbnails>never closed');
  expect(xmpForRendition(open)).toBe(open);
});

it.each`
  stored                                      | rendition
  ${'tiff:Orientation="6"'}                   | ${'tiff:Orientation="1"'}
  ${"tiff:Orientation='8'"}                   | ${"tiff:Orientation='1'"}
  ${'<tiff:Orientation>3</tiff:Orientation>'} | ${'<tiff:Orientation>1</tiff:Orientation>'}
`(
  'describes an upright rendition: $stored',
  ({ stored, rendition }: Record<'stored' | 'rendition', string>) => {
    expect(xmpForRendition(xmp(stored))).toBe(xmp(rendition));
  },
);

it('is read up to the longest artist', () => {
  const { artist } = copyrightInXmp(xmp(creators('Ada</rdf:li><rdf:li>'.repeat(500_000))));
  expect(artist).toMatch(/^Ada(?:; Ada)+/);
  expect(artist).toHaveLength(1_000);
});
