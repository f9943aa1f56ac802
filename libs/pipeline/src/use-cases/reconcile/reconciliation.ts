// Functions load this at their cold start, where the size of zod matters.
import * as z from 'zod/mini';
import type { Difference } from './difference.ts';

/** Things that are compared, in this order. */
const STAGES = ['records', 'originals', 'renditions'] as const;
/** A part of a reconciliation. */
export type Stage = (typeof STAGES)[number];

/** Ids that a report names of each finding, at most. */
const EXAMPLES = 20;

const count = z.int().check(z.minimum(0));

const finding = z.object({
  /** Number of images. */
  found: count,
  /** Number of those that were sent to the inbox, for a worker to repair. */
  repaired: count,
  /** Ids of the first ones, at most 20. */
  examples: z.readonly(z.array(z.string())),
});

/** Report of a reconciliation, and its progress: plain data, which can be stored to go on from it later. */
export const reconciliation = z.readonly(
  z.object({
    /** Time at which it began, in ISO 8601. */
    startedAt: z.iso.datetime(),
    /** Numbers of records, of originals, and of images with renditions that were compared. */
    checked: z.readonly(
      z.object({
        /** Records. */
        records: count,
        /** Originals. */
        originals: count,
        /** Images with renditions. */
        renditions: count,
      }),
    ),
    /** Differences by their kind, as in `FINDINGS`; one that was not found is absent. */
    findings: z.readonly(z.record(z.string(), z.readonly(finding))),
    /** Place to go on from. Absent when everything has been compared. */
    next: z.exactOptional(
      z.object({
        /** Part to go on with. */
        stage: z.enum(STAGES),
        /** Place in its list, as the list gave it; absent for its beginning. */
        from: z.exactOptional(z.string()),
      }),
    ),
  }),
);
/** Report of a reconciliation, and its progress. */
export type Reconciliation = z.output<typeof reconciliation>;

/** Report of a reconciliation that begins. */
export const newReconciliation = (now: Date): Reconciliation => ({
  startedAt: now.toISOString(),
  checked: { records: 0, originals: 0, renditions: 0 },
  findings: {},
  next: { stage: STAGES[0] },
});

interface ComparedPage {
  readonly stage: Stage;
  readonly size: number;
  readonly differences: readonly Difference[];
  readonly next: string | undefined;
  readonly dryRun: boolean | undefined;
}

/** The report after one more page. */
export function withPage(
  { startedAt, checked, findings }: Reconciliation,
  { stage, size, differences, next: place, dryRun }: ComparedPage,
): Reconciliation {
  const found = { ...findings };
  for (const { finding, id, repair } of differences) {
    const before = found[finding] ?? { found: 0, repaired: 0, examples: [] };
    found[finding] = {
      found: before.found + 1,
      repaired: before.repaired + (repair && !dryRun ? 1 : 0),
      examples: [...before.examples, id].slice(0, EXAMPLES),
    };
  }
  const next = placeAfter(stage, place);
  return {
    startedAt,
    checked: { ...checked, [stage]: checked[stage] + size },
    findings: found,
    ...(next && { next }),
  };
}

/** Place in this stage, or the beginning of the next one; `undefined` in the end. */
function placeAfter(stage: Stage, from: string | undefined): Reconciliation['next'] {
  if (from !== undefined) return { stage, from };
  const following = STAGES[STAGES.indexOf(stage) + 1];
  return following && { stage: following };
}

/** Number of the images that need a person: those that were found, and not sent to a worker. */
export const unrepairedIn = ({ findings }: Reconciliation): number =>
  Object.values(findings).reduce((sum, { found, repaired }) => sum + found - repaired, 0);

/** The report in one line, for a log or a terminal. */
export function summaryOf({ checked, findings, next }: Reconciliation): string {
  const { records, originals, renditions } = checked;
  const compared = `${next ? 'compared so far' : 'compared'} ${records} records, ${originals} originals, renditions of ${renditions} images`;
  const differences = Object.entries(findings).map(
    ([finding, { found, repaired, examples }]) =>
      `${finding} ${found} (sent to the inbox: ${repaired}; ${examples.join(' ')})`,
  );
  return `${compared}: ${differences.length === 0 ? 'nothing differs' : differences.join(', ')}`;
}
