import type { Sample } from './sample.ts';

/** Does its work a number of times, and returns the mean of what it took. */
export type Turn = (times: number) => Promise<Sample>;

interface RoundOptions {
  readonly rounds: number;
  /** Milliseconds of a turn at least: shorter work is repeated within it. */
  readonly shortest: number;
}

/**
 * Gives each renderer one turn a round, in reverse order every other round, so that other load on the machine affects
 * all alike. Two turns before the first round warm everything up.
 */
export async function measureRounds<Name extends string>(
  renderers: ReadonlyMap<Name, Turn>,
  { rounds, shortest }: RoundOptions,
): Promise<Record<string, Sample[]>> {
  const samples: Record<string, Sample[]> = {};
  let longest = 0;
  for (const [name, turn] of renderers) {
    samples[name] = [];
    await turn(1);
    longest = Math.max(longest, (await turn(1)).cpu);
  }
  const times = Math.ceil(shortest / longest);
  for (let round = 0; round < rounds; round += 1) {
    const all = [...renderers];
    for (const [name, turn] of round % 2 === 0 ? all : all.reverse()) {
      samples[name]?.push(await turn(times));
    }
  }
  return samples;
}
