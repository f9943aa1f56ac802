import { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Child processes of this one, as Node's diagnostics channel reports them. */
export interface Processes {
  readonly started: readonly ChildProcess[];
  /** The first one, once it has received its command. */
  readonly begun: () => Promise<ChildProcess>;
  /** Stops watching, and waits until all of them have ended. */
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
    // Attached at once: messages without a listener are lost.
    child.on('message', (said: unknown) => {
      if (isStarted(said)) begun.resolve(child);
    });
    // It is reported before it has started.
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

const isStarted = (said: unknown): boolean =>
  typeof said === 'object' && said !== null && 'type' in said && said.type === 'started';

/** Waits until a process has ended. */
export async function gone(pid: number): Promise<void> {
  while (await isRunning(pid)) await wait(20);
}

export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that ended stays listed until its parent collects it: an orphan in a container perhaps forever.
  return !/\) Z /.test(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
}
