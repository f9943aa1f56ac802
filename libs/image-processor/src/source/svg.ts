import { svgRoot } from './sniff.ts';

/**
 * Whether a picture becomes larger where it is drawn larger. For that an SVG has to say how large it is, in a `viewBox` or by
 * both of its sides; otherwise librsvg draws all of it as large as ever, in a corner of what is larger. It is enlarged after
 * it is drawn then, as sharp does with what it cuts out first.
 */
export function grows(format: string | undefined, bytes: Uint8Array): boolean {
  if (format !== 'svg') return true;
  const [tag = ''] = /^<svg(?:[^>"']|"[^"]*"|'[^']*')*/.exec(svgRoot(bytes) ?? '') ?? [];
  return /\sviewBox\s*=/.test(tag) || (isSaid(tag, 'width') && isSaid(tag, 'height'));
}

/** Not as a share of something that nobody knows. */
const isSaid = (tag: string, side: string): boolean =>
  new RegExp(`\\s${side}\\s*=\\s*["'][\\s+]*[.\\d][^"'%]*["']`).test(tag);
