import type { SourceFormat } from '../formats.ts';
import { keysOf } from '../util/keys-of.ts';
import { svgRoot } from './svg.ts';

type Signature = (head: string, bytes: Uint8Array) => boolean;

/** Magic bytes of every format, of renditions too: an isolated process sends no file that is not recognized. */
const SIGNATURES: Readonly<Record<SourceFormat, Signature>> = {
  jpeg: (head) => head.startsWith('\xff\xd8\xff'),
  png: (head) => head.startsWith('\x89PNG\r\n\x1a\n'),
  webp: (head) => /^RIFF[^]{4}WEBP/.test(head),
  gif: (head) => /^GIF8[79]a/.test(head),
  avif: isAvif,
  tiff: (head) => /^(?:II[*+]\0|MM\0[*+])/.test(head),
  svg: (_, bytes) => svgRoot(bytes) !== undefined,
};

/**
 * The format by its magic bytes, or `undefined`. A file's name and declared type prove nothing, and libvips is only
 * given bytes whose loader is accepted.
 */
export function sniff(bytes: Uint8Array): SourceFormat | undefined {
  const head = latin1(bytes.subarray(0, 64));
  return keysOf(SIGNATURES).find((format) => SIGNATURES[format](head, bytes));
}

/** ISO base media with an AV1 brand, major or compatible. HEIC has the same container with other brands. */
function isAvif(head: string, bytes: Uint8Array): boolean {
  if (head.slice(4, 8) !== 'ftyp' || bytes.length < 16) return false;
  const end = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands = head.slice(8, Math.min(end, head.length)).match(/[^]{4}/g) ?? [];
  return brands.some((brand) => brand === 'avif' || brand === 'avis');
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
