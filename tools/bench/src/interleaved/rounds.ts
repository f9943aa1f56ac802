import type { Sample } from './sample.ts';

/** Does its work so many times, and says what each took. */
export type Turn = (times: number) => Promise<Sample>;

interface Rules {
  readonly rounds: number;
  /** Milliseconds. What takes less is done several times in a turn. */
  readonly shortest: number;
}

/**
 * Gives each as many turns as there are rounds, all of them in every round, and in every other round the other way
 * round: whatever else the machine does, it does to all. Two turns before warm everything up.
 */
export async function measureRounds<Name extends string>(
  renderers: ReadonlyMap<Name, Turn>,
  { rounds, shortest }: Rules,
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
