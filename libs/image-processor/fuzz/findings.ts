import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod';
import type { RandomTrial } from './trials/random-trials.ts';
import { trial, type Trial } from './trials/trial.ts';

/** Ignored by git. */
const FOLDER = join(import.meta.dirname, '../fuzz-findings');

interface Finding extends RandomTrial {
  readonly seed: number;
  readonly number: number;
  readonly fault: string;
}

const finding = z.object({ file: z.string(), asked: trial.omit({ bytes: true }) });

/** Writes the bytes to a file, and the rest to a JSON file beside it, whose path it returns. */
export async function keepFinding({ trial, ...found }: Finding): Promise<string> {
  const name = `${found.seed}-${found.number}`;
  const file = `${name}.${found.kind.replace('animated ', '')}`;
  const asked = { ...trial, bytes: undefined };
  const path = join(FOLDER, `${name}.json`);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, file), trial.bytes);
  await writeFile(path, `${JSON.stringify({ ...found, file, asked }, null, 2)}\n`);
  return relative(process.cwd(), path);
}

/** Reads a finding as a trial. */
export async function readFinding(path: string): Promise<Trial> {
  const { file, asked } = finding.parse(JSON.parse(await readFile(path, 'utf8')));
  return { ...asked, bytes: await readFile(join(dirname(path), file)) };
}
