/**
 * Environment variables that a child process gets; the others may hold secrets. They locate fonts, libraries and
 * compiled modules, select the language of fonts, and set the threads and memory of libuv, libvips and malloc.
 */
const PASSED =
  /^(?:HOME|LANG|LC_.+|XDG_.+_(?:HOME|DIRS)|FONTCONFIG_.+|LD_.+|DYLD_.+|SystemRoot|TMPDIR|TEMP|NODE_COMPILE_CACHE|UV_THREADPOOL_SIZE|VIPS_CONCURRENCY|MALLOC_.+)$/;

export const childEnvironment = (all: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  // Without it, memory that other threads freed stays with them, and libvips gets one thread only.
  MALLOC_ARENA_MAX: '2',
  ...Object.fromEntries(Object.entries(all).filter(([name]) => PASSED.test(name))),
});

/** Flags that keep V8 from growing, and from collecting garbage for every photo (README, memory). */
const MEMORY_FLAGS = ['--max-semi-space-size=4', '--heap-growing-percent=150'];

/**
 * Flags of Node for the child: those of its parent, on its command line or in `NODE_OPTIONS`, that select the entries of
 * packages, since it must load the same modules, and those for a process that renders.
 */
export const childFlags = (commandLine: readonly string[], nodeOptions = ''): string[] => [
  ...conditionsIn(nodeOptions.split(' ')),
  ...conditionsIn(commandLine),
  ...MEMORY_FLAGS,
];

const conditionsIn = (flags: readonly string[]): string[] =>
  flags.filter(
    (flag, index) =>
      /^(?:--conditions|-C)(?:=|$)/.test(flag) ||
      /^(?:--conditions|-C)$/.test(flags[index - 1] ?? ''),
  );
