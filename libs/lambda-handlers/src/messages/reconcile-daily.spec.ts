import { newReconciliation, type Reconciliation } from '@thumbing/pipeline';
import { context } from '../testing/events.ts';
import { reconcileDaily, type ReconcileDailyDeps } from './reconcile-daily.ts';

const HOUR = 60 * 60_000;
const SCHEDULED = { 'detail-type': 'Scheduled Event' };

let now: number;
let saved: Reconciliation | undefined;
let calls: unknown[];
let ended: Reconciliation[];
let left: number;
let failing: boolean;
beforeEach(() => {
  [now, saved, calls, ended, left, failing] = [
    Date.parse('2026-01-01T00:00:00.000Z'),
    undefined,
    [],
    [],
    900_000,
    false,
  ];
});

/** Three pages; each takes five minutes. */
const reconcile: ReconcileDailyDeps['reconcile'] = async function* (from, options) {
  calls.push(options);
  let report = from;
  for (let page = Number(from.next?.from ?? 0) + 1; page <= 3; page += 1) {
    if (failing && page === 2) throw new Error('the bucket does not answer');
    left -= 5 * 60_000;
    report = {
      startedAt: report.startedAt,
      findings: {},
      checked: { ...report.checked, records: page },
      ...(page < 3 && { next: { stage: 'records', from: String(page) } }),
    };
    yield report;
  }
};

const run = (event: unknown, time = 960_000): Promise<Reconciliation> => {
  left = time;
  return reconcileDaily({
    reconcile,
    progress: { load: async () => saved, save: async (report) => void (saved = report) },
    onEnd: (report) => void ended.push(report),
    clock: { now: () => new Date(now) },
    logger: { addContext: () => undefined, info: () => undefined },
  })(event, { ...context, getRemainingTimeInMillis: () => left });
};

it('reconciles once a day, however often the schedule runs', async () => {
  await run(SCHEDULED);
  expect(ended).toEqual([saved]);
  for (let hour = 1; hour < 24; hour += 1) {
    now += HOUR;
    await run(SCHEDULED);
  }
  expect(calls).toHaveLength(1);
  now += HOUR;
  await run(SCHEDULED);
  expect(calls).toEqual([{ rotation: 28 }, { rotation: 28 }]);
  expect(ended).toMatchObject([
    { startedAt: '2026-01-01T00:00:00.000Z' },
    { startedAt: '2026-01-02T00:00:00.000Z', checked: { records: 3 } },
  ]);
});

it('goes on in the next run where its time was over', async () => {
  expect(await run(SCHEDULED, 7 * 60_000 - 1)).toMatchObject({ next: { from: '1' } });
  expect(ended).toEqual([]);
  now += HOUR;
  expect(await run(SCHEDULED, 7 * 60_000 - 1)).toMatchObject({ next: { from: '2' } });
  now += HOUR;
  const report = await run(SCHEDULED);
  expect(report).toMatchObject({ startedAt: '2026-01-01T00:00:00.000Z', checked: { records: 3 } });
  expect(ended).toEqual([report]);
});

it('goes on where a list could not be read, and lets Lambda count an error', async () => {
  failing = true;
  await expect(run(SCHEDULED)).rejects.toThrow('the bucket does not answer');
  expect(saved).toMatchObject({ next: { from: '1' } });
  failing = false;
  expect(await run(SCHEDULED)).not.toHaveProperty('next');
});

it('does what an operator requests, and leaves the progress of the day as it is', async () => {
  const report = await run({ dryRun: true });
  expect(report).toMatchObject({ checked: { records: 3 } });
  expect(saved).toBeUndefined();
  expect(ended).toEqual([]);
  const from = { ...newReconciliation(new Date(now)), next: { stage: 'records', from: '2' } };
  await run({ removeUnrecorded: true, from });
  expect(calls).toEqual([{ dryRun: true }, { removeUnrecorded: true }]);
});

it.each([{ dryrun: true }, { dryRun: 'yes' }, 'dryRun', undefined])(
  'refuses %j, which could be a misspelled dry run',
  async (event) => {
    await expect(run(event)).rejects.toThrow('the request is not understood: send {}');
    expect(calls).toEqual([]);
  },
);
