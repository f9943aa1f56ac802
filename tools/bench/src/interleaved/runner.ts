import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { argumentsOf, LIKE_THE_FUNCTION, type Start } from '../settings.ts';
import type { Turn } from './rounds.ts';
import { sample } from './sample.ts';
import { renderTask, type RenderTaskInput } from './render-task.ts';

/** The first message to a renderer's process, which answers when it is ready. */
export const entry = z.object({ renderer: z.string(), task: renderTask });
/** The message for each turn, answered with a sample. */
export const asked = z.object({ times: z.int() });

/** A renderer in a process of its own, which stays warm between its turns. */
export interface Runner {
  readonly turn: Turn;
  readonly stop: () => void;
}

/** A renderer, its task, and the start of its process. */
export interface RunnerOptions {
  readonly renderer: string;
  readonly task: RenderTaskInput;
  readonly start?: Start;
}

export async function startRunner({
  renderer,
  task,
  start = LIKE_THE_FUNCTION,
}: RunnerOptions): Promise<Runner> {
  const child = fork(join(import.meta.dirname, '../processes/renderer.ts'), {
    execArgv: argumentsOf(start),
    env: { ...start.env },
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${renderer} ended in the middle of the run`);
  });
  // Rejects pending answers only: without one, an exit is no unhandled rejection.
  ended.catch(() => undefined);

  async function ask(question: z.input<typeof entry> | z.input<typeof asked>): Promise<unknown> {
    child.send(question);
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
    return answer;
  }
  await ask({ renderer, task });
  return {
    turn: async (times) => sample.parse(await ask({ times })),
    stop: () => child.kill(),
  };
}
