import type { Logger } from '@aws-lambda-powertools/logger';
import {
  newReconciliation,
  reconciliation,
  type Clock,
  type Reconciliation,
  type ReconcileOptions,
} from '@thumbing/pipeline';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Progress } from '../adapters/inventory/dynamo-progress.ts';

export interface ReconcileDailyDeps {
  readonly reconcile: (
    from: Reconciliation,
    options: ReconcileOptions,
  ) => AsyncIterable<Reconciliation>;
  readonly progress: Progress;
  /** Called with the report of each day. */
  readonly onEnd: (report: Reconciliation) => void;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Pick<Logger, 'addContext' | 'info'>;
}

/** Event of the schedule. */
const scheduled = z.object({ 'detail-type': z.literal('Scheduled Event') });

/** Request of an operator. */
const request = z.strictObject({
  dryRun: z.optional(z.boolean()),
  removeUnrecorded: z.optional(z.boolean()),
  /** Report of a run whose time was over, to go on from. */
  from: z.optional(reconciliation),
});

const HELP =
  'the request is not understood: send {}, {"dryRun":true} or {"removeUnrecorded":true}, with the report of a run that ' +
  'was not complete as "from"';

/** Milliseconds before Lambda's timeout that are left for the page in work; an alarm tells of runs that leave less. */
const RESERVE = 120_000;

/** Milliseconds from one reconciliation to the next, of which the schedule looks every hour: a day. */
const INTERVAL = 23.5 * 60 * 60_000;

/** Days in which the renditions of each ready image are listed once, which costs a request for each. */
const ROTATION = 28;

/**
 * Reconciles once a day: each run of the schedule goes on where the one before ended, until everything has been compared. A
 * request of an operator begins anew, and changes nothing about the day's. Returns the report.
 */
export const reconcileDaily =
  (deps: ReconcileDailyDeps) =>
  async (event: unknown, context: Context): Promise<Reconciliation> => {
    deps.logger.addContext(context);
    if (scheduled.safeParse(event).success) return runDaily(deps, context);
    const { data } = request.safeParse(event);
    if (!data) throw new Error(HELP);
    const { from = newReconciliation(deps.clock.now()), ...options } = data;
    return run(deps, context, from, options);
  };

async function runDaily(deps: ReconcileDailyDeps, context: Context): Promise<Reconciliation> {
  const { progress, clock, onEnd } = deps;
  const now = clock.now();
  const before = await progress.load();
  const isDone = before && !before.next;
  if (isDone && now.getTime() - Date.parse(before.startedAt) < INTERVAL) return before;
  const from = before?.next ? before : newReconciliation(now);
  const report = await run(deps, context, from, { rotation: ROTATION }, progress.save);
  if (!report.next) onEnd(report);
  return report;
}

/** Reconciles until the time is nearly over. Saves what was done also if a list cannot be read. */
async function run(
  { reconcile, logger }: ReconcileDailyDeps,
  context: Context,
  from: Reconciliation,
  options: ReconcileOptions,
  save?: Progress['save'],
): Promise<Reconciliation> {
  let report = from;
  try {
    for await (report of reconcile(from, options)) {
      if (context.getRemainingTimeInMillis() < RESERVE) break;
    }
  } finally {
    await save?.(report);
  }
  logger.info(report.next ? 'reconciled in part; time is over' : 'reconciled', { report });
  return report;
}
