import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type * as z from 'zod';
import { argumentsOf, type Start } from './settings.ts';

/** Bytes of output, enough for every figure of a long run. */
const MOST_OUTPUT = 100_000_000;

/** Runs `processes/<name>.ts` in a fresh process, which reads its task from stdin and prints the answer. */
export async function inProcess<Answer>(
  name: string,
  task: unknown,
  answer: z.ZodType<Answer>,
  start: Start,
): Promise<Answer> {
  const running = promisify(execFile)(
    process.execPath,
    [...argumentsOf(start), join(import.meta.dirname, 'processes', `${name}.ts`)],
    { env: { ...start.env }, maxBuffer: MOST_OUTPUT },
  );
  // An early exit fails by itself: its stderr says more than a broken pipe.
  running.child.stdin?.on('error', () => undefined).end(JSON.stringify(task));
  const { stdout } = await running;
  return answer.parse(JSON.parse(stdout));
}

/** Reads the task within such a process. */
export const readTask = async <Task>(task: z.ZodType<Task>): Promise<Task> =>
  task.parse(JSON.parse(await text(process.stdin)));
