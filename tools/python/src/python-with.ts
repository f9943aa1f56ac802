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
 * Path of a Python in a virtual environment with the packages that a requirements file pins. The
 * environment is made on first use and kept. Throws if there is no suitable Python.
 */
export async function pythonWith(requirements: string): Promise<string> {
  const python = await findPython();
  const content = await readFile(requirements, 'utf8');
  const hash = createHash('sha256').update(content).update(python.description).digest('hex');
  const folder = join(CACHE, hash.slice(0, 16));
  if (!existsSync(folder)) await make(python, requirements, folder);
  return join(folder, 'bin/python');
}

/** Makes the environment in a temporary folder and renames it, so that concurrent runs never see half of it. */
async function make({ program }: Python, requirements: string, folder: string): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  try {
    await runPython(program, '-m', 'venv', temporary);
    await runPython(
      join(temporary, 'bin/python'),
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    );
    await rename(temporary, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function runPython(program: string, ...args: readonly string[]): Promise<void> {
  const ran = await run(program, args);
  if (ran?.succeeded) return;
  throw new Error(
    `could not create a Python environment: ${program} ${args.join(' ')}\n${ran?.output ?? ''}\nIs the Python package index reachable?`,
  );
}
