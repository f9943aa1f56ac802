import { FORMATS, type Format, type FormatName } from '../formats.ts';
import { keysOf } from '../util/keys-of.ts';
import { svgRoot } from './svg.ts';

type Check = (head: string, bytes: Uint8Array) => boolean;

/** Signatures that no pattern describes. */
const CHECKS: Readonly<Record<Exclude<Format['signature'], RegExp>, Check>> = {
  'av1-brand': isAvif,
  'svg-root': (_, bytes) => svgRoot(bytes) !== undefined,
};

/**
 * The format by its magic bytes, or `undefined`. A file's name and declared type prove nothing, and libvips is only
 * given bytes whose loader is accepted.
 */
export function sniff(bytes: Uint8Array): FormatName | undefined {
  const head = latin1(bytes.subarray(0, 64));
  return keysOf(FORMATS).find((name) => {
    const { signature } = FORMATS[name];
    return typeof signature === 'string' ? CHECKS[signature](head, bytes) : signature.test(head);
  });
}

/** ISO base media with an AV1 brand, major or compatible. HEIC has the same container with other brands. */
function isAvif(head: string, bytes: Uint8Array): boolean {
  if (head.slice(4, 8) !== 'ftyp' || bytes.length < 16) return false;
  const end = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands = head.slice(8, Math.min(end, head.length)).match(/[^]{4}/g) ?? [];
  return brands.some((brand) => brand === 'avif' || brand === 'avis');
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
