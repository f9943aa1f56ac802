/**
 * What the process of an image is told of the environment, for secrets may be in it: where fonts and libraries are, in
 * which language fonts are looked for, and how many threads and how much memory libuv, libvips and malloc take.
 */
const TOLD =
  /^(?:HOME|LANG|LC_.+|XDG_.+_(?:HOME|DIRS)|FONTCONFIG_.+|LD_.+|DYLD_.+|SystemRoot|TMPDIR|TEMP|UV_THREADPOOL_SIZE|VIPS_CONCURRENCY|MALLOC_.+)$/;

export const environmentOf = (all: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(all).filter(([name]) => TOLD.test(name)));
