/** What a process has in its environment. */
export type Environment = Readonly<Record<string, string>>;

/** As the function that makes renditions: two cores, and what `libs/constructs` sets for it. */
export const LIKE_THE_FUNCTION: Environment = { MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '2' };
