import type { Pixels } from './raster.ts';

/** Pixels of a render, whose memory is given back when it ends. */
export interface Held {
  readonly keep: (pixels: Pixels) => Pixels;
  /** Gives the memory of all back. Nobody may work on them any more: sharp would read what is somebody else's. */
  readonly release: () => void;
}

/**
 * Holds what several files are made of. The garbage collector would give it back too, but has to run for it: with 12
 * megapixels and ten renditions that was 3 % of all CPU.
 */
export function hold(): Held {
  const all = new Set<Buffer>();
  return {
    keep(pixels) {
      all.add(pixels.data);
      return pixels;
    },
    release() {
      all.forEach(giveBack);
      all.clear();
    },
  };
}

/** Gives memory back that nobody looks at any more. What is shared, as by small buffers, is left to the collector. */
export function giveBack({ buffer, byteLength }: Buffer): void {
  if (!(buffer instanceof ArrayBuffer) || buffer.detached) return;
  if (buffer.byteLength === byteLength) buffer.transfer(0);
}
