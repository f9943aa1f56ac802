import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from './find-python.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-python-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A Python that says this of itself, and can do nothing else. */
async function pythonThat(...says: readonly string[]): Promise<string> {
  const program = join(folder, 'python3');
  await writeFile(program, ['#!/bin/sh', ...says.map((line) => `echo ${line}`), ''].join('\n'));
  await chmod(program, 0o755);
  return program;
}

it('finds a Python that can make environments', async () => {
  const program = await pythonThat('3.11.2 /usr', 'True', 'True');
  expect(await findPython(program)).toEqual({ program, description: '3.11.2 /usr' });
});

it('says what to install where there is no Python', async () => {
  await expect(findPython(join(folder, 'python3'))).rejects.toThrow(
    /^there is no .*python3: install Python 3\.10 or newer$/,
  );
});

it('says which Python is too old', async () => {
  await expect(findPython(await pythonThat('3.9.2 /usr', 'False', 'True'))).rejects.toThrow(
    /python3 is Python 3\.9\.2: install Python 3\.10 or newer$/,
  );
});

it('says what to install where Python cannot make environments', async () => {
  await expect(findPython(await pythonThat('3.11.2 /usr', 'True', 'False'))).rejects.toThrow(
    'Python 3.11.2 has no venv module: install it, which is python3-venv on Debian and Ubuntu',
  );
});
