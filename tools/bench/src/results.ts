import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { Report } from './benchmark.ts';
import { table } from './table.ts';

const FOLDER = join(import.meta.dirname, '../results');

/** The part of a result that the document shows. The file has all figures too. */
const result = z.object({
  date: z.iso.datetime(),
  node: z.string(),
  cpu: z.string(),
  cores: z.int(),
  tables: z.array(table).readonly(),
  missed: z.array(z.string()).readonly(),
});
export type Result = z.output<typeof result>;

/** Writes the result of a benchmark, and returns the path of the file. */
export async function keep(
  name: string,
  { tables, figures, missed }: Report,
  now: Date,
): Promise<string> {
  const [cpu] = cpus();
  const machine = { node: process.version, cpu: cpu?.model ?? 'unknown', cores: cpus().length };
  const kept = { date: now.toISOString(), ...machine, tables, missed, ...figures };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(fileOf(name), `${JSON.stringify(kept, undefined, 2)}\n`);
  return `tools/bench/results/${name}.json`;
}

/** Reads the latest result; `undefined` where the benchmark never ran here. */
export async function recall(name: string): Promise<Result | undefined> {
  try {
    return result.parse(JSON.parse(await readFile(fileOf(name), 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const fileOf = (name: string): string => join(FOLDER, `${name}.json`);
