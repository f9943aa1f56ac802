import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { argumentsOf, LIKE_THE_FUNCTION, type Start } from '../settings.ts';
import type { Turn } from './race.ts';
import { sample } from './sample.ts';
import { work, type WorkInput } from './work.ts';

/** What a contender's process is told first; it answers when it is ready. */
export const entry = z.object({ contender: z.string(), work });
/** What it is told for each turn; it answers with a sample. */
export const asked = z.object({ times: z.int() });

/** A contender in a process of its own, which stays warm between its turns. */
export interface Runner {
  readonly turn: Turn;
  readonly stop: () => void;
}

/** Who makes it, what, and how its process is started. */
export interface Entrant {
  readonly contender: string;
  readonly work: WorkInput;
  readonly start?: Start;
}

export async function startRunner({
  contender,
  work,
  start = LIKE_THE_FUNCTION,
}: Entrant): Promise<Runner> {
  const child = fork(join(import.meta.dirname, '../processes/contender.ts'), {
    execArgv: argumentsOf(start),
    env: { ...start.env },
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${contender} has ended in the middle of the contest`);
  });
  // Who waits for an answer is told; nobody else has to be.
  ended.catch(() => undefined);

  async function ask(question: z.input<typeof entry> | z.input<typeof asked>): Promise<unknown> {
    child.send(question);
    const [answer] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
    return answer;
  }
  await ask({ contender, work });
  return {
    turn: async (times) => sample.parse(await ask({ times })),
    stop: () => child.kill(),
  };
}
