import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Report } from './benchmark.ts';
import { coldStarts } from './cold-starts.ts';
import { memory } from './memory.ts';

const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['cold-starts', coldStarts],
  ['memory', memory],
]);

/** Those that have goals: what runs when none is named. */
const WITH_GOALS = ['cold-starts'];

const RESULTS = join(import.meta.dirname, '../results');

const [, , ...named] = process.argv;
const unknown = named.filter((name) => !BENCHMARKS.has(name));
for (const name of unknown) {
  console.error(`✖ there is no benchmark '${name}': choose ${[...BENCHMARKS.keys()].join(' or ')}`);
}
process.exitCode = unknown.length === 0 ? await run(named.length > 0 ? named : WITH_GOALS) : 2;

/** Gives the exit code. */
async function run(names: readonly string[]): Promise<number> {
  const missed: string[] = [];
  for (const [name, benchmark] of BENCHMARKS) {
    if (!names.includes(name)) continue;
    const report = await patiently(benchmark);
    console.log(`\n${report.text}\n`);
    await keep(name, report.figures);
    missed.push(...report.missed);
  }
  for (const goal of missed) console.error(`✖ ${goal}`);
  return missed.length > 0 ? 1 : 0;
}

/** A goal is missed when it is missed three times in a row: a busy machine makes no function slow. */
async function patiently(benchmark: Benchmark): Promise<Report> {
  let report = await benchmark();
  for (let more = 2; more > 0 && report.missed.length > 0; more -= 1) report = await benchmark();
  return report;
}

async function keep(name: string, figures: Readonly<Record<string, unknown>>): Promise<void> {
  const [cpu] = cpus();
  const machine = { node: process.version, cpu: cpu?.model, cores: cpus().length };
  const found = { date: new Date().toISOString(), ...machine, ...figures };
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, `${name}.json`), `${JSON.stringify(found, undefined, 2)}\n`);
  console.log(`  Every figure is in tools/bench/results/${name}.json.\n`);
}
