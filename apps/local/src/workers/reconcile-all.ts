import { setImmediate } from 'node:timers/promises';
import {
  newReconciliation,
  reconcile,
  type Reconciliation,
  type ReconcileDeps,
  type ReconcileOptions,
} from '@thumbing/pipeline';

/** Reconciles everything, and lets the event loop turn after each page: requests are answered in between. */
export async function reconcileAll(
  deps: ReconcileDeps,
  options: ReconcileOptions = {},
  signal?: AbortSignal,
): Promise<Reconciliation> {
  let report = newReconciliation(deps.clock.now());
  for await (report of reconcile(deps)(report, options)) {
    if (signal?.aborted) break;
    await setImmediate();
  }
  return report;
}
