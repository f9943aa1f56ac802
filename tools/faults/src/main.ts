import { parseArgs } from 'node:util';
import { writeFile } from 'node:fs/promises';
import { run } from './run.ts';
import { summary } from './summary.ts';

/** Faults of a long run, for 1,000 uploads: 30 ends of the server, and some of each other kind. */
const FAULTS = {
  SIGKILL: 14,
  'SIGKILL twice': 4,
  SIGTERM: 8,
  SIGSTOP: 4,
  'render crash': 10,
  'full disk': 5,
  'clock step': 10,
};

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    uploads: { type: 'string', default: '1000' },
    plant: { type: 'string' },
    log: { type: 'string' },
  },
});
const report = await run({
  seed: Number(values.seed),
  uploads: Number(values.uploads),
  plant: values.plant,
  faults: FAULTS,
  failing: { storage: 0.003, events: 0.2 },
  timeout: 10,
  pause: 12,
  patience: 120,
});
if (values.log !== undefined) await writeFile(values.log, report.log);
for (const { kind, text } of report.problems) console.error(`✖ ${kind}: ${text}`);
console.log(summary(report));
process.exit(report.problems.length === 0 ? 0 : 1);
