import type { CreateText, OutputInfo } from 'sharp';
import type { Size } from '../geometry/region.ts';
import { pixelsOf, type Pixels } from '../raster/pixels.ts';
import { withLibvipsRetry } from '../raster/sharp-retry.ts';
import { readFontFace, type FontFace } from './font-face.ts';
import type { OverlayContext } from './overlay.ts';
import { attributesOf, pangoMarkup } from './pango-markup.ts';

/** A text and its style. */
interface StyledText {
  readonly text: string;
  /** A name among `fonts`, or a family of the system; without it the first of `fonts`, or the system's default. */
  readonly font?: string | undefined;
  /** Pixels of the font. */
  readonly size: number;
  readonly color: string;
  readonly align: 'left' | 'center' | 'right';
}

interface TextBox {
  readonly box: Size;
  /** The smallest font size that is still legible, in pixels. */
  readonly minSize: number;
  /** Paths of font files. */
  readonly fonts: Readonly<Record<string, string>>;
}

/**
 * Renders text on a transparent background, trimmed, to fit a box: smaller than asked where it would not fit. Lines
 * break between words, and within words only where even the smallest size is too wide. Undefined where nothing fits.
 */
export async function renderText(
  { sharp, readFile }: Pick<OverlayContext, 'sharp' | 'readFile'>,
  style: StyledText,
  { box, minSize, fonts }: TextBox,
): Promise<Pixels | undefined> {
  const options = await textOptions(style, fonts, readFile);
  const draw = textRenderer(sharp);
  await checkFonts(draw, options);
  for (const wrap of ['word', 'word-char'] as const) {
    const wrapped = { ...options, wrap, width: box.width };
    const largest = await largestSize(draw, { ...wrapped, height: box.height });
    for (let size = Math.min(style.size, largest); size >= minSize; size -= 1) {
      const text = await draw({ ...wrapped, font: `${options.font} ${size}px` });
      // A smaller size does not always suffice: hinting moves the edges of letters to whole pixels.
      if (text && text.info.width <= box.width && text.info.height <= box.height) {
        return pixelsOf(text, 1);
      }
    }
  }
  return undefined;
}

type TextOptions = CreateText & { readonly font: string };

async function textOptions(
  { text, font, color, align }: StyledText,
  fonts: Readonly<Record<string, string>>,
  readFile: OverlayContext['readFile'],
): Promise<TextOptions> {
  // sharp spells it `centre`.
  const options = { align: align === 'center' ? 'centre' : align, rgba: true } as const;
  // Pango would hyphenate a broken word.
  const look = { foreground: color, insert_hyphens: 'false' };
  // Pango keeps every font file it was given: without a name the choice would depend on earlier texts.
  const name = font ?? Object.keys(fonts)[0] ?? 'sans';
  const path = Object.hasOwn(fonts, name) ? fonts[name] : undefined;
  if (path === undefined) return { ...options, font: name, text: pangoMarkup(text, look) };
  // libvips makes a file known to Pango, which still selects a font by its properties.
  const face = await readFace(path, `the font "${name}"`, readFile);
  const style = { ...look, ...attributesOf(face) };
  return { ...options, font: 'sans', fontfile: path, text: pangoMarkup(text, style) };
}

async function readFace(
  path: string,
  what: string,
  readFile: OverlayContext['readFile'],
): Promise<FontFace> {
  try {
    return readFontFace(await readFile(path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${what} cannot be read from ${path} (${reason}); give the path of an intact .ttf or .otf file`,
      { cause },
    );
  }
}

/** Without any font Pango draws boxes and reports no error: even for a space, which no font draws. */
async function checkFonts(draw: DrawText, options: TextOptions): Promise<void> {
  if (!(await draw({ ...options, text: ' ' }))) return;
  throw new Error(
    "there is no font on this machine for a caption; give a font file in `fonts`, and name it in the caption's `font` or leave `font` out",
  );
}

/** Points of the font whose resolution is searched: enough that one dot per inch more is a small step. */
const POINTS = 20;

/**
 * The font size in whole pixels above which no text fits, by libvips' autofit: it measures, and draws no more than
 * fits. One dot per inch above its result is too large.
 */
async function largestSize(
  draw: DrawText,
  text: TextOptions & { readonly height: number },
): Promise<number> {
  const fitted = await draw({ ...text, font: `${text.font} ${POINTS}` }, 1);
  return Math.floor((((fitted?.info.textAutofitDpi ?? 0) + 1) * POINTS) / 72);
}

/** Draws text, or only the first `side` pixels of it each way; undefined where nothing is visible. */
type DrawText = (
  text: CreateText,
  side?: number,
) => Promise<{ data: Buffer; info: OutputInfo } | undefined>;

const textRenderer =
  (sharp: OverlayContext['sharp']): DrawText =>
  async (text, side) => {
    const draw = () => {
      const image = sharp({ text, limitInputPixels: false });
      if (side) image.extract({ left: 0, top: 0, width: side, height: side });
      return image.raw().toBuffer({ resolveWithObject: true });
    };
    try {
      return await withLibvipsRetry(draw);
    } catch (error) {
      if (error instanceof Error && error.message.includes('no text to render')) return undefined;
      throw error;
    }
  };
