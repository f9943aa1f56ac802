import sharp from 'sharp';

/** The size and timing of a generated animation. */
export interface AnimationOptions {
  /** Number of frames, each of one color. */
  readonly frames: number;
  /** Pixels of a row. */
  readonly width: number;
  /** Rows of one frame. */
  readonly height: number;
  /** Format of the file. @default 'gif' */
  readonly format?: 'gif' | 'webp';
  /** Milliseconds of each frame; 100, 110, 120... by default. */
  readonly delay?: readonly number[];
  /** Number of plays; 0 is forever. @default 0 */
  readonly loop?: number;
}

/** A deterministic animation: frame n is gray of level 20 x n, starting over after n = 12. */
export async function animation({
  frames,
  width,
  height,
  format = 'gif',
  delay = Array.from({ length: frames }, (_, frame) => 100 + 10 * frame),
  loop = 0,
}: AnimationOptions): Promise<Buffer> {
  const pixels = Buffer.concat(
    Array.from({ length: frames }, (_, frame) =>
      Buffer.alloc(width * height * 3, 20 * (frame % 13)),
    ),
  );
  const raw = { width, height: height * frames, channels: 3, pageHeight: height } as const;
  const image = sharp(pixels, { raw, animated: true });
  const options = { delay: [...delay], loop };
  return (format === 'gif' ? image.gif(options) : image.webp(options)).toBuffer();
}
