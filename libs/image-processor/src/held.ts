import type { Pixels } from './pixels.ts';

/** Pixels of a render, whose memory is given back when it ends. */
export interface Held {
  readonly keep: (pixels: Pixels) => Pixels;
  /** Gives the memory of all back. Nobody may work on them any more: sharp would read what is somebody else's. */
  readonly release: () => void;
}

/**
 * Holds what several files are made of. The garbage collector would give it back too, but starts anew for every few megabytes:
 * with 12 megapixels and ten renditions that was 3 % of all CPU.
 */
export function hold(): Held {
  const all = new Set<ArrayBufferLike>();
  return {
    keep(pixels) {
      all.add(pixels.data.buffer);
      return pixels;
    },
    release() {
      all.forEach(giveBack);
      all.clear();
    },
  };
}

/** Gives memory back that nobody looks at any more. */
export function giveBack(buffer: ArrayBufferLike): void {
  // Small buffers may share theirs with any other.
  if (buffer.byteLength <= Buffer.poolSize || !(buffer instanceof ArrayBuffer)) return;
  buffer.transfer(0);
}
