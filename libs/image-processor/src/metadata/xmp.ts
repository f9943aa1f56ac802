import { listed, type Copyright } from './copyright.ts';

/** Looks for what programs write, under the prefixes that they use: the little that is asked needs no parser of XML. */
export function copyrightInXmp(xmp: string): Copyright {
  // Each is one text in several languages, the first of which is the default.
  const [terms = ''] = textsIn(xmp, 'xmpRights:UsageTerms');
  const [rights = terms] = textsIn(xmp, 'dc:rights');
  return { artist: listed(textsIn(xmp, 'dc:creator')), copyright: listed([rights]) };
}

/** XMP without thumbnails, which show what was cut off or blurred, and upright as the rendition is. */
export function xmpForRendition(xmp: string): string {
  return THUMBNAILS.reduce(without, xmp).replace(/(tiff:Orientation(?:="|='|>))[2-8]/g, '$11');
}

/** The older name is that of programs before 2005. */
const THUMBNAILS = ['xmp:Thumbnails', 'xap:Thumbnails'];

function without(xmp: string, element: string): string {
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

/** More characters than names have, whatever is around them. */
const MOST = 20_000;

/** All text in the first element of the name. */
function textsIn(xmp: string, element: string): string[] {
  const from = xmp.indexOf(`<${element}`);
  const to = xmp.indexOf(`</${element}>`, from);
  if (from === -1 || to === -1) return [];
  const inside = xmp.slice(from, Math.min(to + 1, from + MOST));
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
