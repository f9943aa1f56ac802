/**
 * Environment variables that a child process gets; the others may hold secrets. They locate fonts and libraries, select
 * the language of fonts, and set the threads and memory of libuv, libvips and malloc.
 */
const PASSED =
  /^(?:HOME|LANG|LC_.+|XDG_.+_(?:HOME|DIRS)|FONTCONFIG_.+|LD_.+|DYLD_.+|SystemRoot|TMPDIR|TEMP|UV_THREADPOOL_SIZE|VIPS_CONCURRENCY|MALLOC_.+)$/;

export const childEnvironment = (all: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(all).filter(([name]) => PASSED.test(name)));

/** Flags of Node that select the entries of packages: the child must load the same modules as its parent. */
export const childFlags = (flags: readonly string[]): string[] =>
  flags.filter(
    (flag, index) =>
      /^(?:--conditions|-C)(?:=|$)/.test(flag) ||
      /^(?:--conditions|-C)$/.test(flags[index - 1] ?? ''),
  );
