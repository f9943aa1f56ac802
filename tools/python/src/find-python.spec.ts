import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from './find-python.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-python-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A program that prints these lines, as a Python that describes itself. */
async function pythonThat(...prints: readonly string[]): Promise<string> {
  const program = join(folder, 'python3');
  await writeFile(program, ['#!/bin/sh', ...prints.map((line) => `echo ${line}`), ''].join('\n'));
  await chmod(program, 0o755);
  return program;
}

it('finds a Python that can make environments', async () => {
  const program = await pythonThat('3.11.2 /usr', 'True', 'True');
  expect(await findPython(program)).toEqual({ program, description: '3.11.2 /usr' });
});

it('names what to install if there is no Python', async () => {
  await expect(findPython(join(folder, 'python3'))).rejects.toThrow(
    /python3 was not found: install Python 3\.10 or newer$/,
  );
});

it('names a Python that is too old', async () => {
  await expect(findPython(await pythonThat('3.9.2 /usr', 'False', 'True'))).rejects.toThrow(
    /python3 is Python 3\.9\.2: install Python 3\.10 or newer$/,
  );
});

it('names what to install if Python cannot make environments', async () => {
  await expect(findPython(await pythonThat('3.11.2 /usr', 'True', 'False'))).rejects.toThrow(
    'Python 3.11.2 has no venv module: install it (python3-venv on Debian and Ubuntu)',
  );
});
