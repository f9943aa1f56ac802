import { BENCHMARKS, WITH_GOALS } from './benchmarks.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { writeDocument } from './document.ts';
import { keep } from './results.ts';
import { toText } from './table.ts';

/** Beside the names of benchmarks: every one of them and then the document, or the document of what was found last. */
const [ALL, DOCUMENT] = ['all', 'document'];

const [, , ...named] = process.argv;
const choices = [...BENCHMARKS.keys(), ALL, DOCUMENT];
const unknown = named.filter((name) => !choices.includes(name));
for (const name of unknown) {
  console.error(`✖ there is no benchmark '${name}': choose ${choices.join(' or ')}`);
}
process.exitCode = unknown.length === 0 ? await run(named) : 2;

/** Gives the exit code. */
async function run(named: readonly string[]): Promise<number> {
  const names = named.length > 0 ? named : WITH_GOALS;
  const missed: string[] = [];
  for (const [name, benchmark] of BENCHMARKS) {
    if (!names.includes(name) && !names.includes(ALL)) continue;
    const report = await withRetries(benchmark);
    for (const table of report.tables) console.log(`\n${toText(table)}`);
    const file = await keep(name, report, new Date());
    console.log(`\n  Every figure is in ${file}.\n`);
    missed.push(...report.missed);
  }
  if (names.includes(ALL) || names.includes(DOCUMENT)) console.log(await writeDocument());
  for (const goal of missed) console.error(`✖ ${goal}`);
  return missed.length > 0 ? 1 : 0;
}

/** A goal is missed when it is missed three times in a row: a busy machine makes nothing slow. */
async function withRetries(benchmark: Benchmark): Promise<Report> {
  const tell = (what: string): void => console.error(`  … ${what}`);
  let report = await benchmark(tell);
  for (let more = 2; more > 0 && report.missed.length > 0; more -= 1) {
    for (const goal of report.missed) console.error(`  once more: ${goal}`);
    report = await benchmark(tell);
  }
  return report;
}
