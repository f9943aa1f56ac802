import * as z from 'zod';

/** What something took, in milliseconds. */
export const sample = z.object({
  /** Of all threads, user and system. */
  cpu: z.number(),
  wall: z.number(),
});
export type Sample = z.output<typeof sample>;

/** Does it, and says what it took. What others have left for the garbage collector is collected before. */
export async function measure(work: () => Promise<unknown>): Promise<Sample> {
  globalThis.gc?.();
  const [cpuBefore, before] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1_000, wall: performance.now() - before };
}
