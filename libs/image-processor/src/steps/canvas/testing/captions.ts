import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { Pixels } from '../../../raster/pixels.ts';
import { draw, type Color } from '../../../testing/apply.ts';
import { font, type FontOptions } from '../../../testing/font.ts';
import { CHILD_ENVIRONMENT } from '../../../testing/in-process.ts';
import { matchingRegion } from '../../../testing/matching-region.ts';
import type { caption } from '../caption.ts';

export type CaptionParams = z.output<typeof caption.params>;

export interface Question {
  readonly pixels: Pixels;
  readonly params: object;
  readonly fonts: Readonly<Record<string, string>>;
}
export type Answer =
  { readonly pixels: Pixels } | { readonly name: string; readonly message: string };

const answer = z.union([
  z.object({ pixels: z.custom<Pixels>((value) => typeof value === 'object' && value !== null) }),
  z.object({ name: z.string(), message: z.string() }),
]);

/** Fonts whose letters are squares as wide as the font size, and of different heights. */
const FONTS: Readonly<Record<string, FontOptions>> = {
  squares: { family: 'Squares 3' },
  bold: { family: 'Squares 3', weight: 700, height: 0.5 },
  italic: { family: 'Squares 3', italic: true, height: 0.25 },
  other: { family: 'Other & "Squares"', height: 0.75 },
};

/** Captions in a process of their own: Pango keeps all fonts that a process has used, and Jest's workers share theirs. */
export interface Captions {
  /** The folder of the font files, `<name>.ttf`. */
  readonly folder: string;
  /** Paths of font files by name; a test may add some. */
  readonly fonts: Record<string, string>;
  /** Writes on an image with letters of 10 pixels and without padding, unless asked otherwise. */
  readonly write: (
    pixels: Pixels,
    text: string,
    params?: Partial<CaptionParams>,
  ) => Promise<Pixels>;
  readonly end: () => Promise<void>;
}

export async function startCaptions(): Promise<Captions> {
  const folder = await mkdtemp(join(tmpdir(), 'fonts-'));
  const fonts: Record<string, string> = {};
  for (const [name, options] of Object.entries(FONTS)) {
    const path = join(folder, `${name}.ttf`);
    fonts[name] = path;
    await writeFile(path, font(options));
  }
  const child = fork(join(import.meta.dirname, 'caption-process.ts'), {
    execArgv: ['--conditions=@thumbing/source'],
    serialization: 'advanced',
    env: CHILD_ENVIRONMENT,
  });
  return {
    folder,
    fonts,
    write: async (pixels, text, params = {}) => {
      const asked = { text, font: 'squares', size: 10, padding: 0, ...params };
      const answered = once(child, 'message');
      child.send({ pixels, params: asked, fonts } satisfies Question);
      const messages: unknown[] = await answered;
      const result = answer.parse(messages[0]);
      if ('pixels' in result) return result.pixels;
      throw Object.assign(new Error(result.message), { name: result.name });
    },
    end: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

export const BLUE: Color = [0, 0, 200];

/** An image of one color. */
export const flat = (width: number, height: number, color: Color = BLUE): Pixels =>
  draw(width, height, () => color);

/** The region of the letters, which are white by default. */
export const written = (pixels: Pixels) => matchingRegion(pixels, ([red = 0]) => red > 127);
