/**
 * Environment variables that keep the memory of a long-running rendering process small and steady. glibc and V8 read
 * them at startup, so that a process cannot set them for itself. Measured as `steady-memory` in docs/benchmarks.md.
 */
export const MEMORY_ENV = {
  /**
   * Number of glibc's malloc arenas. With more, memory freed by one thread is not reused by others. When it is unset,
   * sharp limits libvips to one thread.
   */
  MALLOC_ARENA_MAX: '2',
  /** Limits V8's young generation to 4 MB of semi-space; V8 would grow it to 48 MB, and rendering leaves few objects. */
  NODE_OPTIONS: '--max-semi-space-size=4',
} as const;
