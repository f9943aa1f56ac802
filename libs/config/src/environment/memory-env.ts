/**
 * What a process is started with that makes image after image, for what it keeps to be little and not to grow. It cannot set
 * this for itself: glibc and V8 read it when they start. Measured: `steady-memory` in docs/benchmarks.md.
 */
export const STEADY_MEMORY = {
  /**
   * Heaps of glibc that threads share: with more of them, what a thread has freed stays with it. Without this, sharp leaves
   * each image one thread.
   */
  MALLOC_ARENA_MAX: '2',
  /** V8 takes up to 48 MB for young objects otherwise, a step at a time, and images leave few. */
  NODE_OPTIONS: '--max-semi-space-size=4',
} as const;
