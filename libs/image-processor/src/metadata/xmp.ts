import { joinNames, type Copyright } from './copyright.ts';

/** Finds the elements that programs write, by their usual prefixes: so few of them need no XML parser. */
export function copyrightInXmp(xmp: string): Copyright {
  // Each has one text per language; the first is the default.
  const [terms = ''] = textsIn(xmp, 'xmpRights:UsageTerms');
  const [rights = terms] = textsIn(xmp, 'dc:rights');
  return { artist: joinNames(textsIn(xmp, 'dc:creator')), copyright: joinNames([rights]) };
}

/** XMP without thumbnails, which show parts that were cropped or blurred, with the rendition's upright orientation. */
export function xmpForRendition(xmp: string): string {
  return THUMBNAILS.reduce(withoutElement, xmp).replace(
    /(tiff:Orientation(?:="|='|>))[2-8]/g,
    '$11',
  );
}

/** Programs before 2005 write the second name. */
const THUMBNAILS = ['xmp:Thumbnails', 'xap:Thumbnails'];

function withoutElement(xmp: string, element: string): string {
  const end = `</${element}>`;
  const parts = [];
  let at = 0;
  for (;;) {
    const from = xmp.indexOf(`<${element}`, at);
    const to = from === -1 ? -1 : xmp.indexOf(end, from);
    parts.push(xmp.slice(at, to === -1 ? undefined : from));
    if (to === -1) return parts.join('');
    at = to + end.length;
  }
}

/** Characters at most: more than names with their markup have. */
const MAX_LENGTH = 20_000;

/** The texts within the first element of this name. */
function textsIn(xmp: string, element: string): string[] {
  const from = xmp.indexOf(`<${element}`);
  const to = xmp.indexOf(`</${element}>`, from);
  if (from === -1 || to === -1) return [];
  const inside = xmp.slice(from, Math.min(to + 1, from + MAX_LENGTH));
  return Array.from(inside.matchAll(/>([^<>]*)</g), ([, text = '']) => text)
    .filter((text) => text.trim() !== '')
    .map((text) => text.replaceAll(/&(#x?)?(\w{1,8});/g, characterOf));
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function characterOf(reference: string, number: string | undefined, name: string): string {
  if (number === undefined) return NAMED.get(name) ?? reference;
  const code = parseInt(name, number === '#x' ? 16 : 10);
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : reference;
}
