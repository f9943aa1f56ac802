/** Properties that differ between the fonts of a test. */
export interface FontOptions {
  readonly family: string;
  /** 400 is regular, 700 bold. */
  readonly weight?: number;
  readonly italic?: boolean;
  /** Height of its letters, as a share of the font size. */
  readonly height?: number;
}

const UNITS = 1_000;
const DESCENT = 200;
const SPACE = 0x20;
const LAST = 0x7e;

/**
 * A TrueType file whose letters can be measured: each ASCII character is a filled box as wide as the font size, and a
 * space is empty and as wide.
 */
export function font({ family, weight = 400, italic = false, height = 1 }: FontOptions): Buffer {
  const top = Math.round(UNITS * height) - DESCENT;
  const letter = square(top);
  const ascent = UNITS - DESCENT;
  return file({
    'OS/2': Buffer.concat([
      words(0, UNITS, weight, 5, 0, ...zeros(11), ...zeros(5), ...zeros(8), ...zeros(2)),
      words(italic ? 1 : 64, SPACE, LAST, ascent, -DESCENT, 0, ascent, DESCENT),
    ]),
    cmap: Buffer.concat([words(0, 1, 3, 10, 0, 12), characters()]),
    glyf: letter,
    head: Buffer.concat([
      longs(0x10000, 0x10000, 0, 0x5f0f3cf5),
      words(3, UNITS, ...zeros(8), 0, -DESCENT, UNITS, top, italic ? 2 : 0, 8, 2, 0, 0),
    ]),
    hhea: words(1, 0, ascent, -DESCENT, 0, UNITS, 0, 0, UNITS, 1, ...zeros(7), 3),
    hmtx: words(...GLYPHS.flatMap(() => [UNITS, 0])),
    // Offsets of the glyphs, and the end of the last: the box is the only one with an outline.
    loca: words(0, 0, 0, letter.length / 2),
    maxp: Buffer.concat([longs(0x10000), words(3, 4, 1, 0, 0, 1, ...zeros(8))]),
    name: names([family, italic ? 'Italic' : 'Regular']),
  });
}

/** Missing, space, and any letter. */
const GLYPHS = [0, 1, 2];

/** The outline of a box: one contour of on-curve points. */
const square = (top: number): Buffer =>
  Buffer.concat([
    words(1, 0, -DESCENT, UNITS, top, 3, 0),
    Buffer.from([1, 1, 1, 1]),
    words(0, 0, UNITS, 0),
    words(-DESCENT, top + DESCENT, 0, -(top + DESCENT)),
  ]);

/** The table that maps characters to glyphs. */
function characters(): Buffer {
  const groups = [longs(SPACE, SPACE, 1)];
  for (let character = SPACE + 1; character <= LAST; character += 1) {
    groups.push(longs(character, character, 2));
  }
  const body = Buffer.concat(groups);
  return Buffer.concat([words(12, 0), longs(16 + body.length, 0, groups.length), body]);
}

/** The table of names: the family, then its style. */
function names(texts: readonly string[]): Buffer {
  const strings = texts.map((text) => words(...Array.from(text, (letter) => letter.charCodeAt(0))));
  let at = 0;
  const records = strings.map(({ length }, index) => {
    const record = words(3, 1, 0x0409, index + 1, length, at);
    at += length;
    return record;
  });
  return Buffer.concat([words(0, strings.length, 6 + 12 * strings.length), ...records, ...strings]);
}

function file(tables: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(tables);
  let at = 12 + 16 * entries.length;
  const directory = entries.map(([tag, { length }]) => {
    const entry = Buffer.concat([Buffer.from(tag, 'latin1'), longs(0, at, length)]);
    at += padded(length);
    return entry;
  });
  const bodies = entries.map(([, body]) => Buffer.concat([body], padded(body.length)));
  return Buffer.concat([longs(0x10000), words(entries.length, 0, 0, 0), ...directory, ...bodies]);
}

const padded = (length: number): number => 4 * Math.ceil(length / 4);
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, index) => bytes.writeUInt16BE(value & 0xffff, 2 * index));
  return bytes;
}

function longs(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}
