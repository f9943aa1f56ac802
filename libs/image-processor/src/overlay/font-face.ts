/** The properties by which Pango selects a font file's font among all that it knows. */
export interface FontFace {
  readonly family: string;
  /** 1 to 1000; 400 is regular, 700 bold. */
  readonly weight: number;
  readonly italic: boolean;
  /** 1 (narrow) to 9 (wide); 5 is normal. */
  readonly width: number;
}

/** Reads the face of a TrueType or OpenType file. */
export function readFontFace(file: Buffer): FontFace {
  const tables = tablesOf(file);
  const names = tables.get('name');
  const family = names && familyOf(names);
  if (!family) throw new Error('it is not a TrueType or OpenType font');
  const style = tables.get('OS/2');
  if (!style) return { family, weight: 400, italic: false, width: 5 };
  return {
    family,
    weight: Math.min(Math.max(1, style.readUInt16BE(4)), 1_000),
    width: style.readUInt16BE(6),
    // Italic is the first bit, oblique the tenth.
    italic: (style.readUInt16BE(62) & 0b10_0000_0001) !== 0,
  };
}

/** TrueType outlines, Apple's tag for them, and PostScript outlines. */
const OUTLINE_TAGS = ['\0\x01\0\0', 'true', 'OTTO'];

function tablesOf(file: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  if (!OUTLINE_TAGS.includes(file.toString('latin1', 0, 4))) return tables;
  const count = file.readUInt16BE(4);
  for (let at = 12; at < 12 + 16 * count; at += 16) {
    const start = file.readUInt32BE(at + 8);
    const end = start + file.readUInt32BE(at + 12);
    if (end > file.length) throw new Error('it is truncated');
    tables.set(file.toString('latin1', at, at + 4), file.subarray(start, end));
  }
  return tables;
}

const FAMILY = 1;
const MACINTOSH = 1;
const ENGLISH = 0x0409;

/** Prefers the English name to others, and Unicode names to those of the Macintosh platform. */
function familyOf(table: Buffer): string | undefined {
  const [count, strings] = [table.readUInt16BE(2), table.readUInt16BE(4)];
  let best: { readonly rank: number; readonly name: string } | undefined;
  for (let at = 6; at < 6 + 12 * count; at += 12) {
    if (table.readUInt16BE(at + 6) !== FAMILY) continue;
    const macintosh = table.readUInt16BE(at) === MACINTOSH;
    const rank = macintosh ? 0 : table.readUInt16BE(at + 4) === ENGLISH ? 2 : 1;
    if (best && best.rank >= rank) continue;
    const start = strings + table.readUInt16BE(at + 10);
    const bytes = table.subarray(start, start + table.readUInt16BE(at + 8));
    best = { rank, name: new TextDecoder(macintosh ? 'latin1' : 'utf-16be').decode(bytes) };
  }
  return best?.name;
}
