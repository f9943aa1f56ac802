import type { MemoryDeps } from './memory-world.ts';
import type { Step } from './take-turns.ts';

/** Death of a process at a call of a port. */
export class Crash extends Error {}

/** Calls of a port at which a process dies: before the call has an effect, or after it, losing the answer. */
export type Crashes = readonly { readonly call: number; readonly when: 'before' | 'after' }[];

/** Every way to die within so many calls. */
export const crashPoints = (calls: number): Crashes[number][] =>
  Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    { call, when: 'before' },
    { call, when: 'after' },
  ]);

export const crashing = (step: Step, crashes: Crashes): Step => {
  const at = new Map(crashes.map(({ call, when }) => [call, when]));
  let calls = 0;
  return (call) =>
    step(async () => {
      const when = at.get((calls += 1));
      if (when === 'before') throw new Crash();
      const answer = await call();
      if (when === 'after') throw new Crash();
      return answer;
    });
};

/** The same world, where each call of a port is a step. */
export const inSteps = (
  { records, originals, renditions, events, ...rest }: MemoryDeps,
  step: Step,
): MemoryDeps => ({
  ...rest,
  records: {
    ...records,
    get: (id) => step(() => records.get(id)),
    replace: (record) => step(() => records.replace(record)),
    remove: (id) => step(() => records.remove(id)),
  },
  originals: {
    read: (key) => step(() => originals.read(key)),
    exists: (key) => step(() => originals.exists(key)),
    remove: (key) => step(() => originals.remove(key)),
  },
  renditions: {
    ...renditions,
    write: (key, data) => step(() => renditions.write(key, data)),
    removeAll: (image) => step(() => renditions.removeAll(image)),
  },
  events: { publish: (event) => step(() => events.publish(event)) },
});

/** Repeats an attempt until it no longer crashes. Other errors are thrown. */
export async function untilDone(attempt: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
}
