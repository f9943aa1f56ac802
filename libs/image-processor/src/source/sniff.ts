import type { SourceFormat } from '../formats.ts';

/** How much of an SVG may come before its root element: a byte order mark, prolog, comments, doctype. */
const SVG_PREAMBLE = 4_096;

/**
 * The format that the first bytes announce, or `undefined`. The name and the declared type of a file
 * say nothing; and libvips is only given bytes whose loader is accepted.
 */
export function sniff(bytes: Uint8Array): SourceFormat | undefined {
  const head = latin1(bytes.subarray(0, 64));
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (/^RIFF[^]{4}WEBP/.test(head)) return 'webp';
  if (/^(?:II[*+]\0|MM\0[*+])/.test(head)) return 'tiff';
  if (isAvif(bytes, head)) return 'avif';
  if (svgRoot(bytes) !== undefined) return 'svg';
  return undefined;
}

/** ISO base media with an AV1 brand, major or compatible. HEIC shares the container, not the brands. */
function isAvif(bytes: Uint8Array, head: string): boolean {
  if (head.slice(4, 8) !== 'ftyp' || bytes.length < 16) return false;
  const end = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands = head.slice(8, Math.min(end, head.length)).match(/[^]{4}/g) ?? [];
  return brands.some((brand) => brand === 'avif' || brand === 'avis');
}

/**
 * The root element of an SVG, and as much of what follows as is looked at. A loop rather than one expression: a hostile
 * preamble must not make matching slow.
 */
export function svgRoot(bytes: Uint8Array): string | undefined {
  let rest = new TextDecoder().decode(bytes.subarray(0, SVG_PREAMBLE));
  for (;;) {
    rest = rest.trimStart();
    const end = endOfPreamble(rest);
    if (end === undefined) return /^<svg[\s/>]/.test(rest) ? rest : undefined;
    const at = rest.indexOf(end);
    if (at === -1) return undefined;
    rest = rest.slice(at + end.length);
  }
}

function endOfPreamble(text: string): string | undefined {
  if (text.startsWith('<?')) return '?>';
  if (text.startsWith('<!--')) return '-->';
  if (!/^<!doctype/i.test(text)) return undefined;
  return /^[^>]*\[/.test(text) ? ']>' : '>';
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
