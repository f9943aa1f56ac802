import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './nx.ts';

/** TypeScript files below a folder of the workspace, without specs, by paths relative to it; new ones too. */
export async function sourceFiles(folder: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '*.ts'],
    { cwd: join(ROOT, folder) },
  );
  return stdout
    .split('\n')
    .filter((file) => file !== '' && !/\.(?:spec|emulator|e2e)\.ts$/.test(file));
}
