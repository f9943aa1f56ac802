import { deflatedZeros } from './deflated-zeros.ts';

/** An entry of a directory: its tag, the type and number of its values, and the value or its offset. */
type Entry = readonly [tag: number, type: number, count: number, value: number];

const [SHORT, LONG] = [3, 4];
const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileBytes: 325,
  subDirectories: 330,
  profile: 34_675,
};
const DEFLATE = 8;

/** The offset of the data, after the header. */
const DATA = 8;

/** A directory of a valid image of 8 x 8 with these entries replaced or added. */
function directory(changed: readonly Entry[], next: number): Buffer {
  const entries = new Map<number, Entry>();
  for (const entry of [...SOUND, ...changed]) entries.set(entry[0], entry);
  const bytes = Buffer.alloc(2 + 12 * entries.size + 4);
  bytes.writeUInt16LE(entries.size, 0);
  [...entries.values()]
    .sort(([a], [b]) => a - b)
    .forEach(([tag, type, count, value], index) => {
      const at = 2 + 12 * index;
      bytes.writeUInt16LE(tag, at);
      bytes.writeUInt16LE(type, at + 2);
      bytes.writeUInt32LE(count, at + 4);
      bytes.writeUInt32LE(value, at + 8);
    });
  bytes.writeUInt32LE(next, bytes.length - 4);
  return bytes;
}

const SOUND: readonly Entry[] = [
  [TAG.width, LONG, 1, 8],
  [TAG.height, LONG, 1, 8],
  [TAG.bits, SHORT, 1, 8],
  [TAG.compression, SHORT, 1, 1],
  [TAG.photometric, SHORT, 1, 1],
  [TAG.stripOffsets, LONG, 1, DATA],
  [TAG.samples, SHORT, 1, 1],
  [TAG.rowsPerStrip, LONG, 1, 8],
  [TAG.stripBytes, LONG, 1, 64],
];

/** A file of one page. */
function tiff(changed: readonly Entry[], data: Buffer = Buffer.alloc(64)): Buffer {
  return Buffer.concat([head(DATA + data.length), data, directory(changed, 0)]);
}

/** A file of one page whose only strip inflates to this many zeros. */
function deflated(bytes: number, changed: readonly Entry[] = []): Buffer {
  const data = deflatedZeros(bytes);
  const strip: readonly Entry[] = [
    [TAG.compression, SHORT, 1, DEFLATE],
    [TAG.stripBytes, LONG, 1, data.length],
  ];
  return tiff([...strip, ...changed], data);
}

const head = (firstDirectory: number): Buffer => {
  const bytes = Buffer.from('II*\0\0\0\0\0', 'latin1');
  bytes.writeUInt32LE(firstDirectory, 4);
  return bytes;
};

const sides = (width: number, height: number): Entry[] => [
  [TAG.width, LONG, 1, width],
  [TAG.height, LONG, 1, height],
];

const tiles = (width: number, height: number): Entry[] => [
  [TAG.tileWidth, LONG, 1, width],
  [TAG.tileHeight, LONG, 1, height],
  [TAG.tileOffsets, LONG, 1, DATA],
  [TAG.tileBytes, LONG, 1, 64],
];

/** Pages that each point to the next; the last points to the given offset. */
function pages(count: number, lastPointsTo: number): Buffer {
  const first = DATA + 64;
  const page = directory([], 0);
  const all = Buffer.alloc(count * page.length, page);
  for (let end = page.length; end <= all.length; end += page.length) {
    all.writeUInt32LE(end === all.length ? lastPointsTo : first + end, end - 4);
  }
  return Buffer.concat([head(first), Buffer.alloc(64), all]);
}

export const TIFF_BOMBS = {
  '4,294,967,295 pixels a side': () => tiff(sides(0xffff_ffff, 0xffff_ffff)),
  '20,000 x 20,000 black pixels in one strip, all of them there': () =>
    deflated((20_000 * 20_000) / 8, [
      ...sides(20_000, 20_000),
      [TAG.bits, SHORT, 1, 1],
      [TAG.rowsPerStrip, LONG, 1, 20_000],
    ]),
  'a strip that unpacks to 100 MB': () => deflated(100_000_000),
  'a strip of 4 GB': () => tiff([[TAG.stripBytes, LONG, 1, 0xffff_ffff]]),
  'strips of 4,294,967,295 rows': () => tiff([[TAG.rowsPerStrip, LONG, 1, 0xffff_ffff]]),
  'strips of no rows': () => tiff([[TAG.rowsPerStrip, LONG, 1, 0]]),
  '4,294,967,295 strips': () =>
    tiff([
      [TAG.stripOffsets, LONG, 0xffff_ffff, DATA],
      [TAG.stripBytes, LONG, 0xffff_ffff, DATA],
    ]),
  'tiles of 2,147,483,632 pixels a side': () => tiff(tiles(0x7fff_fff0, 0x7fff_fff0)),
  'tiles of 32,768 x 32,768': () => tiff(tiles(32_768, 32_768)),
  'tiles of no pixels': () => tiff(tiles(0, 0)),
  '65,535 samples of 64 bits a pixel': () =>
    tiff([
      [TAG.samples, SHORT, 1, 65_535],
      [TAG.bits, SHORT, 1, 64],
    ]),
  'a color profile of 4 GB': () => tiff([[TAG.profile, 7, 0xffff_fff0, DATA]]),
  'a directory that points to itself': () => pages(1, DATA + 64),
  'a ring of directories': () => pages(1_000, DATA + 64),
  '50,000 pictures': () => pages(50_000, 0),
  'a picture within itself': () => tiff([[TAG.subDirectories, LONG, 1, DATA + 64]]),
  'a tag for each number there is': () =>
    tiff(Array.from({ length: 65_000 }, (_, index): Entry => [400 + index, LONG, 1, 0])),
} satisfies Record<string, () => Buffer>;
