/** Bytes that may precede the root element: a byte order mark, prolog, comments, doctype. */
const PREAMBLE = 4_096;

/**
 * The text of an SVG from its root element on, as far as it was searched. A loop rather than one expression, so that a
 * hostile preamble cannot make matching slow.
 */
export function svgRoot(bytes: Uint8Array): string | undefined {
  let rest = new TextDecoder().decode(bytes.subarray(0, PREAMBLE));
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

/**
 * True if an image scales when it is drawn larger. An SVG does if it has a `viewBox`, or both a width and a height;
 * otherwise librsvg draws it at one size, in a corner of the larger canvas. Such an image is enlarged after it is drawn,
 * as sharp does with a region that is extracted before a resize.
 */
export function hasIntrinsicSize(format: string | undefined, bytes: Uint8Array): boolean {
  if (format !== 'svg') return true;
  const [tag = ''] = /^<svg(?:[^>"']|"[^"]*"|'[^']*')*/.exec(svgRoot(bytes) ?? '') ?? [];
  return /\sviewBox\s*=/.test(tag) || (hasLength(tag, 'width') && hasLength(tag, 'height'));
}

/** An absolute length: a percentage has nothing to relate to. */
const hasLength = (tag: string, side: string): boolean =>
  new RegExp(`\\s${side}\\s*=\\s*["'][\\s+]*[.\\d][^"'%]*["']`).test(tag);
