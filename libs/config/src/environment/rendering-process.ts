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

/**
 * V8 flag for a process that renders images. While sharp's threads work, V8 considers itself idle and collects garbage
 * after every 8 MB of allocation, pixels included: twice for a 12-megapixel photo, 3 % of its CPU time. With 150, the
 * heap may grow to 1.5 times its live objects between collections: some 20 MB, as much as all renditions of a photo.
 * 300 saves no more CPU and keeps 30 MB more. The flag works at startup and at runtime, but not in NODE_OPTIONS.
 */
export const V8_GC_FLAG = '--heap-growing-percent=150';
