import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ROOT } from './nx.ts';

/** The linter's report if this code stood in that file of a package. */
export async function lint(project: string, file: string, code: string): Promise<string> {
  const eslint = spawn(
    join(ROOT, 'node_modules/.bin/eslint'),
    ['--stdin', '--stdin-filename', file],
    { cwd: join(ROOT, project), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(eslint, 'exit');
  eslint.stdin.end(code);
  const report = await text(eslint.stdout);
  await exited;
  return report;
}
