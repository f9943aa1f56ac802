import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import { CHILD_ENVIRONMENT } from '../../src/testing/in-process.ts';
import { answer, faultOf, READY, type Trial, type Verdict } from './trial.ts';

/** Runs trials in a child process, and in a new one after a fault. */
export interface Trials {
  /** Runs a trial; one at a time. */
  readonly run: (trial: Trial) => Promise<Verdict>;
  readonly end: () => Promise<void>;
}

export interface TrialsOptions {
  /** Seconds to wait beyond the limit of a trial: many, because the machine may be busy. */
  readonly patience?: number;
  /** Code that the process runs at its start. */
  readonly preload?: string;
}

export function startTrials({ patience = 30, preload = '' }: TrialsOptions = {}): Trials {
  let current: TrialProcess | undefined;
  const end = async (): Promise<void> => {
    const ending = current;
    current = undefined;
    await ending?.end();
  };
  return {
    async run(trial) {
      current ??= startProcess(preload);
      const verdict = await current.run(trial, trial.limits.timeout + patience);
      // Work that is left must not count for the next trial.
      if (faultOf(verdict, trial.limits) !== undefined) await end();
      return verdict;
    },
    end,
  };
}

interface TrialProcess {
  readonly run: (trial: Trial, seconds: number) => Promise<Verdict>;
  readonly end: () => Promise<void>;
}

const forkProgram = (preload: string): ChildProcess =>
  fork(join(import.meta.dirname, 'trial-process.ts'), {
    execArgv: [
      '--conditions=@thumbing/source',
      // Young objects of many small renders: collecting them takes a tenth of the CPU with less space.
      ...['--min-semi-space-size=64', '--max-semi-space-size=64'],
      `--import=data:text/javascript,${encodeURIComponent(preload)}`,
    ],
    env: CHILD_ENVIRONMENT,
    // Ctrl+C reaches the whole process group of a terminal; these processes are ended by their parent.
    detached: true,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });

function startProcess(preload: string): TrialProcess {
  const child = forkProgram(preload);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  const ready = Promise.withResolvers<undefined>();
  let dead: Verdict | undefined;
  let settle: (verdict: Verdict) => void = () => undefined;
  child.on('message', (message) => {
    if (message === READY) ready.resolve(undefined);
    else settle(understood(message));
  });
  const closed = once(child, 'close').then(() => {
    const how = child.signalCode ?? `exit code ${child.exitCode ?? 'unknown'}`;
    dead = { ended: 'died', how, says: said };
    ready.resolve(undefined);
    settle(dead);
  });
  return {
    run: async (trial, seconds) => {
      await ready.promise;
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve({ ended: 'hung', seconds }), seconds * 1_000);
        settle = (verdict) => {
          clearTimeout(timer);
          resolve(verdict);
        };
        if (dead) settle(dead);
        // A failed send means that the process has died: `close` follows.
        else child.send(trial, () => undefined);
      });
    },
    end: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function understood(message: unknown): Verdict {
  const { data, error } = answer.safeParse(message);
  return data ?? { ended: 'failed', says: z.prettifyError(error) };
}
