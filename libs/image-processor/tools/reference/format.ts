import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PRETTIER = join(import.meta.dirname, '../../../../node_modules/prettier/bin/prettier.cjs');

/** Formats a text as the repository formats the file of this path. */
export async function format(text: string, file: string): Promise<string> {
  const prettier = promisify(execFile)(process.execPath, [PRETTIER, '--stdin-filepath', file]);
  prettier.child.stdin?.end(text);
  return (await prettier).stdout;
}
