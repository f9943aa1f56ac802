import * as z from 'zod';
import { measureRounds } from './rounds.ts';
import { startRunner, type RunnerOptions, type Runner } from './runner.ts';
import type { Sample } from './sample.ts';
import type { RenderTaskInput } from './render-task.ts';

export const renderer = z.enum(['library', 'limit', 'bare', 'ipx', 'decoded', 'placeholder']);
export type Renderer = z.output<typeof renderer>;

/** Milliseconds: long enough to include garbage collection, which comes after some ten small pictures. */
const SHORTEST_TURN = 1_000;

/** Samples of each renderer, by round. */
export type RoundSamples = Readonly<Partial<Record<Renderer, readonly Sample[]>>>;

/** Measures renderers that make the same renditions in turns, each in a process of its own. */
export const runInterleaved = (
  task: RenderTaskInput,
  renderers: readonly Renderer[],
  rounds: number,
): Promise<RoundSamples> =>
  runProcesses(new Map(renderers.map((renderer) => [renderer, { renderer, task }])), rounds);

/** The same for named processes, which may be started differently. */
export async function runProcesses(
  processes: ReadonlyMap<string, RunnerOptions>,
  rounds: number,
): Promise<Readonly<Record<string, readonly Sample[]>>> {
  const runners = new Map<string, Runner>();
  try {
    for (const [name, options] of processes) runners.set(name, await startRunner(options));
    const turns = [...runners].map(([name, { turn }]) => [name, turn] as const);
    return await measureRounds(new Map(turns), { rounds, shortest: SHORTEST_TURN });
  } finally {
    for (const { stop } of runners.values()) stop();
  }
}
