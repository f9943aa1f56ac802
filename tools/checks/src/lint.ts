import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { ROOT } from './nx.ts';

/** Code to lint as if it stood in a file of a package, by its path in it. */
export interface LintCase {
  readonly file: string;
  readonly code: string;
}

/** Loading the configuration and the types takes most of the time: one process lints all cases of a package. */
const PROGRAM = `
  import { json } from 'node:stream/consumers';
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const reports = [];
  for (const { file, code } of await json(process.stdin)) {
    const [{ messages }] = await eslint.lintText(code + '\\n', { filePath: file });
    reports.push(messages.map(({ ruleId, message }) => ruleId + ': ' + message).join('\\n'));
  }
  console.log(JSON.stringify(reports));`;

/** The linter's report on each case, in the same order. */
export async function lint(project: string, cases: readonly LintCase[]): Promise<string[]> {
  const program = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    cwd: join(ROOT, project),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(program, 'exit');
  program.stdin.end(JSON.stringify(cases));
  // Nx prints warnings before them, such as that there is no project graph yet.
  const [reports = ''] = (await text(program.stdout)).trimEnd().split('\n').slice(-1);
  await exited;
  return z.array(z.string()).parse(JSON.parse(reports));
}
