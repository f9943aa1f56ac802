import { BENCHMARKS, WITH_GOALS } from './benchmarks.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { writeDocument } from './document.ts';
import { keep } from './results.ts';
import { toText } from './table.ts';

/** Arguments besides names: run all and write the document, or write the document of the latest results. */
const [ALL, DOCUMENT] = ['all', 'document'];

const [, , ...named] = process.argv;
const choices = [...BENCHMARKS.keys(), ALL, DOCUMENT];
const unknown = named.filter((name) => !choices.includes(name));
for (const name of unknown) {
  console.error(`✖ no benchmark is named '${name}': choose ${choices.join(', ')}`);
}
process.exitCode = unknown.length === 0 ? await run(named) : 2;

/** Runs benchmarks, prints their reports, and returns the exit code. */
async function run(named: readonly string[]): Promise<number> {
  const names = named.length > 0 ? named : WITH_GOALS;
  const missed: string[] = [];
  for (const [name, benchmark] of BENCHMARKS) {
    if (!names.includes(name) && !names.includes(ALL)) continue;
    const report = await withRetries(benchmark);
    for (const table of report.tables) console.log(`\n${toText(table)}`);
    const file = await keep(name, report, new Date());
    console.log(`\n  All figures: ${file}\n`);
    missed.push(...report.missed);
  }
  if (names.includes(ALL) || names.includes(DOCUMENT)) console.log(await writeDocument());
  for (const goal of missed) console.error(`✖ ${goal}`);
  return missed.length > 0 ? 1 : 0;
}

/** Repeats a benchmark up to twice while it misses goals, because a busy machine slows it down. */
async function withRetries(benchmark: Benchmark): Promise<Report> {
  const log = (what: string): void => console.error(`  … ${what}`);
  let report = await benchmark(log);
  for (let more = 2; more > 0 && report.missed.length > 0; more -= 1) {
    for (const goal of report.missed) console.error(`  again, because it missed a goal: ${goal}`);
    report = await benchmark(log);
  }
  return report;
}
