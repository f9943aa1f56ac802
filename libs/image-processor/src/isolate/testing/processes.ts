import { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** The processes that this one starts, as Node announces them. */
export interface Processes {
  readonly started: readonly ChildProcess[];
  /** The first one, when it has got its order. */
  readonly begun: () => Promise<ChildProcess>;
  /** Looks no more, and waits until all of them have ended. */
  readonly end: () => Promise<void>;
}

export function watchProcesses(
  onStart: (child: ChildProcess) => void = () => undefined,
): Processes {
  const started: ChildProcess[] = [];
  const begun = Promise.withResolvers<ChildProcess>();
  const see = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('process' in message)) return;
    const { process: child } = message;
    if (!(child instanceof ChildProcess)) return;
    started.push(child);
    // Listened to from the start: what is said before anybody listens is lost.
    child.once('message', () => begun.resolve(child));
    // It is announced before it has been started.
    setImmediate(() => onStart(child));
  };
  subscribe('child_process', see);
  return {
    started,
    begun: () => begun.promise,
    end: async () => {
      unsubscribe('child_process', see);
      for (const { pid } of started) if (pid !== undefined) await gone(pid);
    },
  };
}

/** Waits until a process is there no more. */
export async function gone(pid: number): Promise<void> {
  while (await isRunning(pid)) await wait(20);
}

export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // What has ended stays listed until somebody asks how: an orphan in a container perhaps for ever.
  return !/\) Z /.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
}
