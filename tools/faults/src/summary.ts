import type { Report } from './run.ts';

/** One line of figures. */
export function summary({
  seed,
  uploads,
  faults,
  ends,
  reads,
  delivered,
  refused,
  problems,
}: Report) {
  const count = (kind: string): number => problems.filter((each) => each.kind === kind).length;
  const counts = Object.entries(ends).map(([end, number]) => `${number} ${end}`);
  return (
    `seed ${seed}: ${uploads} uploads (${counts.sort().join(', ')}), ${faults} faults, ${reads} reads, ` +
    `${delivered} deliveries and ${refused} failed ones: ${count('lost')} lost, ${count('misjudged')} misjudged, ` +
    `${count('partial')} partial, ` +
    (problems.length === 0 ? 'the end of a run without faults' : `${problems.length} problems`)
  );
}
