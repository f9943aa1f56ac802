import * as z from 'zod';
import { race } from './race.ts';
import { startRunner, type Runner } from './runner.ts';
import type { Sample } from './sample.ts';
import type { WorkInput } from './work.ts';

export const contender = z.enum(['library', 'limit', 'bare', 'ipx', 'decoded', 'placeholder']);
export type Contender = z.output<typeof contender>;

/** Milliseconds: long enough for each to also clear up what it leaves behind, which is after some ten small pictures. */
const SHORTEST_TURN = 1_000;

/** What it took each of them, round by round. */
export type Outcome = Readonly<Partial<Record<Contender, readonly Sample[]>>>;

/** Lets these make the same renditions in turns, each in a process of its own. */
export async function hold(
  work: WorkInput,
  contenders: readonly Contender[],
  rounds: number,
): Promise<Outcome> {
  const runners = new Map<Contender, Runner>();
  try {
    for (const name of contenders) runners.set(name, await startRunner(name, work));
    const turns = [...runners].map(([name, { turn }]) => [name, turn] as const);
    return await race(new Map(turns), { rounds, shortest: SHORTEST_TURN });
  } finally {
    for (const { stop } of runners.values()) stop();
  }
}
