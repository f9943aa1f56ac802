import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { argumentsOf, LIKE_THE_FUNCTION, type Start } from '../settings.ts';
import type { Turn } from './rounds.ts';
import { sample } from './sample.ts';
import { work, type RenderTaskInput } from './render-task.ts';

/** What a renderer's process is told first; it answers when it is ready. */
export const entry = z.object({ renderer: z.string(), work });
/** What it is told for each turn; it answers with a sample. */
export const asked = z.object({ times: z.int() });

/** A renderer in a process of its own, which stays warm between its turns. */
export interface Runner {
  readonly turn: Turn;
  readonly stop: () => void;
}

/** Who makes it, what, and how its process is started. */
export interface RunnerOptions {
  readonly renderer: string;
  readonly work: RenderTaskInput;
  readonly start?: Start;
}

export async function startRunner({
  renderer,
  work,
  start = LIKE_THE_FUNCTION,
}: RunnerOptions): Promise<Runner> {
  const child = fork(join(import.meta.dirname, '../processes/renderer.ts'), {
    execArgv: argumentsOf(start),
    env: { ...start.env },
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${renderer} has ended in the middle of the contest`);
  });
  // Who waits for an answer is told; nobody else has to be.
  ended.catch(() => undefined);

  async function ask(question: z.input<typeof entry> | z.input<typeof asked>): Promise<unknown> {
    child.send(question);
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
    return answer;
  }
  await ask({ renderer, work });
  return {
    turn: async (times) => sample.parse(await ask({ times })),
    stop: () => child.kill(),
  };
}
