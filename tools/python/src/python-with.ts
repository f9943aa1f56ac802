import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython, type Python } from './find-python.ts';
import { run } from './run.ts';

const CACHE = fileURLToPath(
  new URL('../../../node_modules/.cache/thumbing/python', import.meta.url),
);

/**
 * A Python that has what a file of requirements pins, in an environment of its own: made once, and kept.
 * Throws when there is no Python that can have one.
 */
export async function pythonWith(requirements: string): Promise<string> {
  const python = await findPython();
  const content = await readFile(requirements, 'utf8');
  const hash = createHash('sha256').update(content).update(python.description).digest('hex');
  const place = join(CACHE, hash.slice(0, 16));
  if (!existsSync(place)) await make(python, requirements, place);
  return join(place, 'bin/python');
}

/** Makes it aside: in its place it is there whole or not at all, whoever else makes it at the same time. */
async function make({ program }: Python, requirements: string, place: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const aside = await mkdtemp(`${place}-`);
  try {
    await done(program, '-m', 'venv', aside);
    await done(
      join(aside, 'bin/python'),
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    );
    await rename(aside, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function done(program: string, ...args: readonly string[]): Promise<void> {
  const ran = await run(program, args);
  if (ran?.succeeded) return;
  throw new Error(
    `a Python environment could not be made: ${program} ${args.join(' ')}\n${ran?.output ?? ''}\nIs the registry of Python packages within reach?`,
  );
}
