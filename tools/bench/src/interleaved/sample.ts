import * as z from 'zod';

/** What something took, in milliseconds. */
export const sample = z.object({
  /** Of all threads, user and system. */
  cpu: z.number(),
  wall: z.number(),
});
export type Sample = z.output<typeof sample>;

/** Does it so many times, and says what each took. */
export async function measure(work: () => Promise<unknown>, times = 1): Promise<Sample> {
  const [cpuBefore, before] = [process.cpuUsage(), performance.now()];
  for (let left = times; left > 0; left -= 1) await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1_000 / times, wall: (performance.now() - before) / times };
}
