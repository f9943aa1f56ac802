import * as z from 'zod';

/** Time that work took, in milliseconds. */
export const sample = z.object({
  /** User and system time of all threads. */
  cpu: z.number(),
  wall: z.number(),
});
export type Sample = z.output<typeof sample>;

/** Runs work a number of times, and returns the mean. */
export async function measure(work: () => Promise<unknown>, times = 1): Promise<Sample> {
  const [cpuBefore, before] = [process.cpuUsage(), performance.now()];
  for (let left = times; left > 0; left -= 1) await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1_000 / times, wall: (performance.now() - before) / times };
}
