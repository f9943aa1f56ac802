import type { SourceFormat } from '../formats.ts';
import { svgRoot } from './svg.ts';

/**
 * The format by its magic bytes, or `undefined`. A file's name and declared type prove nothing, and libvips is only
 * given bytes whose loader is accepted.
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

/** ISO base media with an AV1 brand, major or compatible. HEIC has the same container with other brands. */
function isAvif(bytes: Uint8Array, head: string): boolean {
  if (head.slice(4, 8) !== 'ftyp' || bytes.length < 16) return false;
  const end = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands = head.slice(8, Math.min(end, head.length)).match(/[^]{4}/g) ?? [];
  return brands.some((brand) => brand === 'avif' || brand === 'avis');
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
