import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Imports the library in a process that takes itself for that version of Node. */
const importOn = (version: string) => {
  const program = `
    const versions = { ...process.versions, node: '${version}' };
    Object.defineProperty(process, 'versions', { value: versions });
    await import('@thumbing/image-processor');
    console.log('imported');
  `;
  const args = ['--conditions=@thumbing/source', '--input-type=module', '--eval', program];
  return promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
};

it.each(['18.20.8', '20.20.2', '22.17.1'])('refuses Node %s in a sentence', async (version) => {
  await expect(importOn(version)).rejects.toThrow(
    `@thumbing/image-processor needs Node 22.18 or newer; this is ${version}`,
  );
});

it.each(['22.18.0', '24.0.0'])('runs on Node %s', async (version) => {
  expect((await importOn(version)).stdout).toBe('imported\n');
});
