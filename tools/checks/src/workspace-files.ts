import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './nx.ts';

/** A text file of the workspace, by its path from the root. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** People write these; locks, licenses and made files have words of their own. */
const WRITTEN = /\.(?:ts|mjs|cjs|js|json|md|py|txt|yml|sh)$|^\.(?:ci\/|nxignore$|gitignore$)/;
const OTHERS = /(?:^|\/)(?:package-lock\.json|LICENSE|NOTICE)$|\.snap$/;

/** All files that people write, those included that are not yet committed. */
export async function workspaceFiles(): Promise<readonly TextFile[]> {
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    { cwd: ROOT, maxBuffer: 64 * 1_024 * 1_024 },
  );
  const paths = stdout.split('\n').filter((path) => WRITTEN.test(path) && !OTHERS.test(path));
  const files = paths.map(async (path) => {
    const text = await readFile(join(ROOT, path), 'utf8').catch(() => undefined);
    // Deleted and not yet committed.
    return text === undefined ? [] : [{ path, text }];
  });
  return (await Promise.all(files)).flat();
}

export const isSpec = (path: string): boolean => /\.(?:spec|emulator|e2e)\.ts$/.test(path);
