import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { argumentsOf } from '../settings.ts';

/** The first message to a probe; the second one ends it. */
export const probed = z.object({
  urls: z.array(z.url()),
  /** Milliseconds between two requests for one URL. */
  pause: z.number(),
});

/** Milliseconds of every answer, for each URL. */
const latencies = z.array(z.array(z.number()));
export type Latencies = z.output<typeof latencies>;

/** Asks for URLs from a process of its own while work is done. */
export async function probeWhile(
  task: z.input<typeof probed>,
  work: () => Promise<unknown>,
): Promise<Latencies> {
  const child = fork(join(import.meta.dirname, '../processes/probe.ts'), {
    execArgv: argumentsOf({ env: {} }),
    env: {},
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the probe ended before its work');
  });
  child.send(task);
  await Promise.race([work(), ended]);
  child.send({});
  const [answer] = (await Promise.race([once(child, 'message'), ended])) as unknown[];
  return latencies.parse(answer);
}
