import * as z from 'zod';
import { race } from './race.ts';
import { startRunner, type Entrant, type Runner } from './runner.ts';
import type { Sample } from './sample.ts';
import type { WorkInput } from './work.ts';

export const contender = z.enum(['library', 'limit', 'bare', 'ipx', 'decoded', 'placeholder']);
export type Contender = z.output<typeof contender>;

/** Milliseconds: long enough for each to also clear up what it leaves behind, which is after some ten small pictures. */
const SHORTEST_TURN = 1_000;

/** What it took each of them, round by round. */
export type Outcome = Readonly<Partial<Record<Contender, readonly Sample[]>>>;

/** Lets these make the same renditions in turns, each in a process of its own. */
export const hold = (
  work: WorkInput,
  contenders: readonly Contender[],
  rounds: number,
): Promise<Outcome> =>
  holdAmong(new Map(contenders.map((contender) => [contender, { contender, work }])), rounds);

/** The same for those whose processes are started differently, by names that are given to them. */
export async function holdAmong(
  entrants: ReadonlyMap<string, Entrant>,
  rounds: number,
): Promise<Readonly<Record<string, readonly Sample[]>>> {
  const runners = new Map<string, Runner>();
  try {
    for (const [name, entrant] of entrants) runners.set(name, await startRunner(entrant));
    const turns = [...runners].map(([name, { turn }]) => [name, turn] as const);
    return await race(new Map(turns), { rounds, shortest: SHORTEST_TURN });
  } finally {
    for (const { stop } of runners.values()) stop();
  }
}
