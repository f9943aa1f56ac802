import type { SourceFormat } from '../formats.ts';

/** What a file has many of, and how many: decoders take more time for each of them than their bytes tell. */
export interface Parts {
  readonly count: number;
  readonly of: 'frames' | 'pages' | 'scans';
}

/**
 * Counts what makes a small file slow, in its bytes, before libvips sees it: libwebp takes time by the square of the
 * frames to read no more than a header, libvips walks all pages of a TIFF, and each scan of a JPEG passes over the whole
 * picture. Nothing of that can be interrupted.
 */
export function partsIn(bytes: Uint8Array, format: SourceFormat): Parts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'webp') return { count: framesOfWebp(view), of: 'frames' };
  if (format === 'tiff') return { count: pagesOfTiff(view), of: 'pages' };
  if (format === 'jpeg') return { count: scansOfJpeg(bytes), of: 'scans' };
  return undefined;
}

const ANMF = 0x41_4e_4d_46;

/** RIFF: chunks of a name, a length and as many bytes, filled up to an even number, after 12 bytes of their own. */
function framesOfWebp(file: DataView): number {
  let count = 0;
  for (let at = 12; at + 8 <= file.byteLength;) {
    if (file.getUint32(at) === ANMF) count += 1;
    const length = file.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return count;
}

/** No file has more pages than directories of its size fit into it, so that a chain in a circle ends. */
const DIRECTORY = 6;

/** Directories, each of which says where the next one is; in the larger TIFF of 64 bits all numbers are longer. */
function pagesOfTiff(file: DataView): number {
  const little = file.getUint16(0) === 0x49_49;
  const is64 = file.getUint16(2, little) === 43;
  const offset = (at: number): number =>
    is64 ? Number(file.getBigUint64(at, little)) : file.getUint32(at, little);
  const [entry, number] = is64 ? [20, 8] : [12, 4];
  const counted = is64 ? 8 : 2;
  const most = file.byteLength / DIRECTORY;
  let count = 0;
  for (let at = number; at + number <= file.byteLength && count <= most; count += 1) {
    const start = offset(at);
    if (start === 0 || start + counted > file.byteLength) break;
    const entries = is64 ? Number(file.getBigUint64(start, little)) : file.getUint16(start, little);
    at = start + counted + entries * entry;
  }
  return count;
}

const [END, SCAN] = [0xd9, 0xda];

/** Frames whose scans each have components of their own: nothing is refined. */
const isSequential = (marker: number): boolean =>
  marker === 0xc0 || marker === 0xc1 || marker === 0xc9;

/** A marker without a segment: an escaped 0xff, a restart, a start. */
const isBare = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/**
 * Segments of a marker and a length, as decoders walk them: what is in a segment, such as a thumbnail, is skipped, and
 * so is what follows the end, such as the film of a living photo. The data of a scan has bare markers only. Where the first
 * scan has all components decoders expect the end after it, and take nothing else; so all the data need not be looked through.
 */
function scansOfJpeg(bytes: Uint8Array): number {
  let count = 0;
  let components: number | undefined;
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1];
    if (marker === undefined || marker === END) break;
    if (isSequential(marker)) components = bytes[at + 9];
    if (marker === SCAN) count += 1;
    if (marker === SCAN && count === 1 && bytes[at + 4] === components) break;
    if (marker === 0xff) at += 1;
    else if (isBare(marker)) at += 2;
    else at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  return count;
}
