import { run, type Report, type RunOptions } from './run.ts';

const CALM: RunOptions = {
  seed: 1,
  uploads: 13,
  faults: {},
  failing: { storage: 0, events: 0 },
  timeout: 60,
  pause: 0,
  // Only a run that fails waits so long.
  patience: 240,
};

/** Seconds of a run with pauses: a render that one interrupts takes too long. */
const STOPPED = { timeout: 3, pause: 4 };

const expectSound = ({ problems, ends }: Report): void => {
  expect(problems).toEqual([]);
  expect(Object.keys(ends).sort()).toEqual(['deleted', 'ready', 'refused', 'rejected']);
};

it('ends without faults as the pictures tell', async () => {
  expectSound(await run(CALM));
});

it('ends in the same way with faults of every kind', async () => {
  const report = await run({
    ...CALM,
    ...STOPPED,
    seed: 2,
    uploads: 52,
    faults: {
      SIGKILL: 4,
      'SIGKILL twice': 1,
      SIGTERM: 2,
      SIGSTOP: 1,
      'render crash': 2,
      'full disk': 1,
      'clock step': 2,
    },
    failing: { storage: 0.003, events: 0.2 },
  });
  expectSound(report);
  expect(report.faults).toBe(13);
});

it('ends in the same way when it stands still for longer than a render may take', async () => {
  // Several pauses, since each meets a render only by chance; the planted time-out is found with as many.
  const report = await run({ ...CALM, ...STOPPED, faults: { SIGSTOP: 4 } });
  expectSound(report);
  expect(report.faults).toBe(4);
});
