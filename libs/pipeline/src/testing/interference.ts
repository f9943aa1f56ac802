import type { MemoryDeps } from './memory-world.ts';

/** A method of a port that always fails. */
export const down = async (): Promise<never> => {
  throw new Error('storage is down');
};

/** Runs `interfere` before each write of a rendition. */
export const beforeWrites = (deps: MemoryDeps, interfere: () => Promise<void>): MemoryDeps => ({
  ...deps,
  renditions: {
    ...deps.renditions,
    write: async (key, data) => {
      await interfere();
      await deps.renditions.write(key, data);
    },
  },
});

/** Runs `action` on the first call only. */
export const onFirstCall = (action: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
};
