import { measure, type Sample } from './sample.ts';

/**
 * Lets each do its work as often as there are rounds, all of them in every round, and in every other round the other
 * way round: whatever else the machine does, it does to all. One more round before warms everything up.
 */
export async function race<Name extends string>(
  contenders: ReadonlyMap<Name, () => Promise<unknown>>,
  rounds: number,
): Promise<Record<string, Sample[]>> {
  const samples: Record<string, Sample[]> = {};
  for (const [name, work] of contenders) {
    samples[name] = [];
    await work();
  }
  for (let round = 0; round < rounds; round += 1) {
    const all = [...contenders];
    for (const [name, work] of round % 2 === 0 ? all : all.reverse()) {
      samples[name]?.push(await measure(work));
    }
  }
  return samples;
}
