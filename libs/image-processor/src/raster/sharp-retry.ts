/** What sharp says when libvips says nothing. */
const UNTOLD = /^(?:Unknown error|Warning treated as error due to failOn setting)/;

/** In a busy process one try in some twenty is not told. */
const TRIES = 3;

/**
 * Does work of sharp, and again where it failed and nobody says why. All threads of libvips share one text for what
 * went wrong, and work elsewhere may clear it before it is read; whose fault it was can only be told by the text.
 */
export async function told<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    signal?.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !(error instanceof Error && UNTOLD.test(error.message))) throw error;
    }
  }
}
