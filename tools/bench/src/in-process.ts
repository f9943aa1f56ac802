import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type * as z from 'zod';
import { argumentsOf, type Start } from './settings.ts';

/** Large enough for every figure of a long run. */
const MOST_OUTPUT = 100_000_000;

/** Runs `processes/<name>.ts` in a fresh process that is started so: it reads its task, and prints the answer. */
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
  // Of a process that has ended early, its own failure is what counts.
  running.child.stdin?.on('error', () => undefined).end(JSON.stringify(task));
  const { stdout } = await running;
  return answer.parse(JSON.parse(stdout));
}

/** In such a process: what it is to do. */
export const readTask = async <Task>(task: z.ZodType<Task>): Promise<Task> =>
  task.parse(JSON.parse(await text(process.stdin)));
