import { FORMATS, type SourceAbilities, type SourceFormat } from '../formats.ts';

/** The number of parts in a file that take a decoder more time than their bytes suggest. */
export interface Complexity {
  readonly count: number;
  readonly of: 'frames' | 'pages' | 'scans';
}

/**
 * Counts the parts that make a small file slow, in its bytes, before libvips sees it: libwebp takes time quadratic in
 * the frames just to read a header, libvips walks all pages of a TIFF, and each scan of a JPEG passes over the whole
 * image. None of that can be interrupted.
 */
export function complexityOf(bytes: Uint8Array, format: SourceFormat): Complexity | undefined {
  const { counted }: SourceAbilities = FORMATS[format].source;
  return counted && { count: COUNTERS[counted](bytes), of: counted };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const COUNTERS: Readonly<Record<Complexity['of'], (bytes: Uint8Array) => number>> = {
  frames: (bytes) => framesOfWebp(viewOf(bytes)),
  pages: (bytes) => pagesOfTiff(viewOf(bytes)),
  scans: scansOfJpeg,
};

const ANMF = 0x41_4e_4d_46;

/** RIFF has 12 bytes of its own, then chunks: a name, a length and as many bytes, padded to an even number. */
function framesOfWebp(file: DataView): number {
  let count = 0;
  for (let at = 12; at + 8 <= file.byteLength;) {
    if (file.getUint32(at) === ANMF) count += 1;
    const length = file.getUint32(at + 4, true);
    at += 8 + length + (length % 2);
  }
  return count;
}

/** Bytes of the smallest directory: no file has more pages than fit into it, so that a circular chain ends. */
const DIRECTORY = 6;

/** A linked list of directories; BigTIFF has numbers of 64 bits. */
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

/** Sequential frames, whose scans each have components of their own and refine nothing. */
const isSequential = (marker: number): boolean =>
  marker === 0xc0 || marker === 0xc1 || marker === 0xc9;

/** A marker without a segment: an escaped 0xff, a restart, a start. */
const isBare = (marker: number): boolean => marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8);

/**
 * Walks the segments as decoders do, by marker and length: the contents of a segment, such as a thumbnail, are skipped,
 * and so is everything after the end, such as the video of a live photo. The data of a scan has bare markers only. After
 * a first scan with all components decoders expect the end, so that its data need not be searched.
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
