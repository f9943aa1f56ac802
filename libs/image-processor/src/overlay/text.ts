import type { Under } from './overlay.ts';
import type { CreateText, OutputInfo } from 'sharp';
import { faceIn, type Face } from './font-face.ts';
import { told } from '../raster/sharp-retry.ts';
import type { Size } from '../geometry/region.ts';
import { pixelsOf, type Pixels } from '../raster/raster.ts';

/** What is written, and how. */
interface Lettering {
  readonly text: string;
  /** A name among `fonts`, or a family that the system has; else the first of `fonts`, or what the system takes. */
  readonly font?: string | undefined;
  /** Pixels of the font. */
  readonly size: number;
  readonly colour: string;
  readonly align: 'left' | 'centre' | 'right';
}

interface Space {
  readonly room: Size;
  /** The smallest size that is still worth writing. */
  readonly least: number;
  /** Paths of font files. */
  readonly fonts: Readonly<Record<string, string>>;
}

/**
 * Letters on nothing, cut to their edges, that fit into a room: smaller than asked where they would not. Lines break
 * between words; within words only where even the least size would be too large. Nothing if that does not help.
 */
export async function write(
  { sharp, readFile }: Pick<Under, 'sharp' | 'readFile'>,
  lettering: Lettering,
  { room, least, fonts }: Space,
): Promise<Pixels | undefined> {
  const pen = await penOf(lettering, fonts, readFile);
  const draw = drawing(sharp);
  await checkFonts(draw, pen);
  for (const wrap of ['word', 'word-char'] as const) {
    const lines = { ...pen, wrap, width: room.width };
    const largest = await largestSize(draw, { ...lines, height: room.height });
    for (let size = Math.min(lettering.size, largest); size >= least; size -= 1) {
      const letters = await draw({ ...lines, font: `${pen.font} ${size}px` });
      // That it is smaller is not enough: hinting moves the edges of letters to whole pixels.
      if (letters && letters.info.width <= room.width && letters.info.height <= room.height) {
        return pixelsOf(letters, 1);
      }
    }
  }
  return undefined;
}

type Pen = CreateText & { readonly font: string };

async function penOf(
  { text, font, colour, align }: Lettering,
  fonts: Readonly<Record<string, string>>,
  readFile: Under['readFile'],
): Promise<Pen> {
  const pen = { align, rgba: true };
  // Where a word has to be broken, Pango would write a hyphen that nobody asked for.
  const look = { foreground: colour, insert_hyphens: 'false' };
  // Pango keeps every file it was shown: to take what it has would depend on what was written before.
  const name = font ?? Object.keys(fonts)[0] ?? 'sans';
  const path = Object.hasOwn(fonts, name) ? fonts[name] : undefined;
  if (path === undefined) return { ...pen, font: name, text: markup(text, look) };
  // libvips makes a file known to Pango, and Pango still has to be asked for what is in it.
  const face = await faceOf(path, `the font "${name}"`, readFile);
  const style = { ...look, ...attributesOf(face) };
  return { ...pen, font: 'sans', fontfile: path, text: markup(text, style) };
}

async function faceOf(path: string, what: string, readFile: Under['readFile']): Promise<Face> {
  try {
    return faceIn(await readFile(path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${what} cannot be read from ${path} (${reason}); give the path of a whole .ttf or .otf file`,
      { cause },
    );
  }
}

/** Without any font Pango draws boxes and says nothing: even for a space, which has no ink in any font. */
async function checkFonts(draw: Draw, pen: Pen): Promise<void> {
  if (!(await draw({ ...pen, text: ' ' }))) return;
  throw new Error(
    "there is no font on this machine to write a caption with; give a font file in `fonts`, and name that in the caption's `font` or leave it out",
  );
}

/** Points of the font whose resolution is looked for: enough that a dot per inch more is a small step. */
const POINTS = 20;

/**
 * The whole pixels above which no font fits, as libvips finds it: it measures, and draws no more than fits. A dot per
 * inch more than it says is too much.
 */
async function largestSize(draw: Draw, text: Pen & { readonly height: number }): Promise<number> {
  const fitted = await draw({ ...text, font: `${text.font} ${POINTS}` }, 1);
  return Math.floor((((fitted?.info.textAutofitDpi ?? 0) + 1) * POINTS) / 72);
}

/** Draws text, or no more of it than some pixels; nothing where there is nothing to be seen. */
type Draw = (
  text: CreateText,
  side?: number,
) => Promise<{ data: Buffer; info: OutputInfo } | undefined>;

const drawing =
  (sharp: Under['sharp']): Draw =>
  async (text, side) => {
    const drawn = () => {
      const image = sharp({ text, limitInputPixels: false });
      if (side) image.extract({ left: 0, top: 0, width: side, height: side });
      return image.raw().toBuffer({ resolveWithObject: true });
    };
    try {
      return await told(drawn);
    } catch (error) {
      if (error instanceof Error && error.message.includes('no text to render')) return undefined;
      throw error;
    }
  };

/** As Pango names widths, from 1. */
const WIDTHS = [
  'ultracondensed',
  'extracondensed',
  'condensed',
  'semicondensed',
  'normal',
  'semiexpanded',
  'expanded',
  'extraexpanded',
  'ultraexpanded',
];

const attributesOf = ({ family, weight, italic, width }: Face): Record<string, string> => ({
  font_family: family,
  font_weight: String(weight),
  font_style: italic ? 'italic' : 'normal',
  font_stretch: WIDTHS[width - 1] ?? 'normal',
});

/** Pango reads every text as markup: what people wrote is escaped, and how it looks is put around it. */
function markup(text: string, style: Readonly<Record<string, string>>): string {
  const attributes = Object.entries(style).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return `<span${attributes.join('')}>${escaped(text)}</span>`;
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
