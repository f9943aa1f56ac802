/** Messages of sharp for errors whose text libvips has lost. */
const MESSAGE_LOST = /^(?:Unknown error|Warning treated as error due to failOn setting)/;

/** In a busy process about one try in twenty loses its message. */
const TRIES = 3;

/**
 * Runs a sharp operation, retrying when libvips lost the error message: all its threads share one error buffer, and
 * another operation may clear it before it is read. Only the message tells whether the image is to blame.
 */
export async function withLibvipsRetry<T>(
  operation: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let left = TRIES - 1; ; left -= 1) {
    signal?.throwIfAborted();
    try {
      return await operation();
    } catch (error) {
      if (left === 0 || !(error instanceof Error && MESSAGE_LOST.test(error.message))) throw error;
    }
  }
}
