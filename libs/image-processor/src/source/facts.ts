import type { SourceFormat } from '../formats.ts';

/**
 * Limits on an image. All but the times are checked before anything is decoded, and those of a trimmed rendition once
 * its edges are found.
 */
export interface Limits {
  /** Bytes of the original. */
  readonly maxBytes: number;
  /** Pixels, width x height x frames, of the original and of each rendition. */
  readonly maxPixels: number;
  /** Frames of an animation. */
  readonly maxFrames: number;
  /** Seconds that an animation plays before it starts again; unlimited without it. */
  readonly maxDuration?: number;
  /**
   * Seconds of CPU, user and system, that the process may take from the start of a render; `too-slow` beyond that. All
   * work of the process counts, so set it where one render runs at a time: isolated, in a pool, or in a function that
   * handles one message after another. A render waits for what an earlier one left running in the process. Unlimited
   * without it.
   */
  readonly cpuTime?: number;
  /**
   * Seconds that a caller waits for a render, in all; a `RenderTimeoutError` beyond that, which does not blame the image.
   * Time between two waits does not count.
   */
  readonly timeout: number;
}

/** Originals that are acceptable, and the means to check one. */
export interface InspectOptions {
  /** Accepted formats, judged by content; anything else is `unsupported-format`. */
  readonly accept: readonly SourceFormat[];
  /** An original that exceeds one of them is refused with an `ImageError`. */
  readonly limits: Limits;
  /** Stops the work when it aborts, with its reason. */
  readonly signal?: AbortSignal;
  /**
   * Works in a child process, which is killed when the time is up or the signal aborts, and whose crash takes nothing
   * else with it. It costs a tenth of a second of CPU and 80 MB. An SVG is always isolated; for other formats the
   * caller stops waiting, and an operation of libvips runs to its end.
   */
  readonly isolate?: boolean;
}

/** Facts about an original, from its header. */
export interface ImageFacts {
  /** Format by content, whatever its name or content type says. */
  readonly format: SourceFormat;
  /** Pixels of one frame, upright: after the EXIF orientation is applied. */
  readonly width: number;
  /** Rows of one frame, upright too. */
  readonly height: number;
  /** Length of the file. */
  readonly bytes: number;
  /** Frames of an animation; 1 for a still image, and for a TIFF of several pages. */
  readonly frames: number;
  /** True if it has an alpha channel, even one without transparency. */
  readonly alpha: boolean;
}

/** Facts about an original that need no decoding. */
export interface Inspection extends ImageFacts {
  /** EXIF orientation as stored, 1 to 8; 1 is upright. */
  readonly orientation: number;
  /** The color space as libvips names it: `srgb`, `cmyk`, `b-w`, `rgb16`, ... */
  readonly space: string;
  /** Seconds that an animation plays before it starts again. */
  readonly duration: number;
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string;
}

/** Timing of an animation. */
export interface Animation {
  /** Milliseconds that each frame is shown. */
  readonly delay: number[];
  /** Repetitions; 0 is forever. */
  readonly loop: number;
}
