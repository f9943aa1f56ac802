import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConfigInput } from '@thumbing/config';
import { messagesIn } from './data-directory.ts';
import type { Conditions, PreloadOptions } from './preload/conditions.ts';
import { beginProcess, type ServerProcess } from './server-process.ts';

export interface ServerOptions extends Pick<PreloadOptions, 'seed' | 'plant'> {
  /** Folder for its configuration and its data. */
  readonly folder: string;
  readonly config: ConfigInput;
}

/** The one-machine edition, in one process after the other, on one port. */
export interface Server {
  readonly url: string;
  /** All that its processes have written. */
  readonly output: () => string;
  readonly start: () => Promise<void>;
  /** Kills the process. */
  readonly kill: () => Promise<void>;
  /** Asks the process to stop, and returns its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Kills the process that starts next before it is ready. */
  readonly killStarting: () => Promise<void>;
  /** True while an original is processed. */
  readonly isBusy: () => boolean;
  /** Stops the process, until `resume`; those that render go on. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends the processes that render, as a crash does. */
  readonly crashRenders: () => void;
  /** Changes conditions of this process, and of those that start later. */
  readonly change: (change: Partial<Conditions>) => void;
  /** Rejects when a process ends on its own. */
  readonly crashed: Promise<never>;
}

/** Conditions of a start: one that fails is a matter for whoever restarts it, and no fault. */
const SOUND = { full: false, failing: 0 };

/** Configures a server, and starts it. */
export async function startServer({ folder, config, ...options }: ServerOptions): Promise<Server> {
  const file = join(folder, 'thumbing.config.mjs');
  await writeFile(file, `export default ${JSON.stringify(config)};`);
  const crashed = Promise.withResolvers<never>();
  // Nobody may be waiting for it.
  crashed.promise.catch(() => undefined);
  const processes: ServerProcess[] = [];
  let conditions: Conditions = { clock: 0, ...SOUND };
  let url = '';

  const begin = (): ServerProcess => {
    const begun = beginProcess({
      ...options,
      folder,
      seed: options.seed + processes.length + 1,
      port: url ? new URL(url).port : '0',
      conditions: { ...conditions, ...SOUND },
      onCrash: crashed.reject,
    });
    processes.push(begun);
    return begun;
  };
  const start = async (): Promise<void> => {
    const begun = begin();
    url = await begun.ready();
    begun.send(conditions);
  };
  await start();
  return {
    get url() {
      return url;
    },
    output: () => processes.map(({ output }) => output()).join(''),
    start,
    killStarting: () => killStarting(begin(), processes.length),
    isBusy: () => isBusy(folder),
    change: (change) => {
      conditions = { ...conditions, ...change };
      processes.at(-1)?.send(conditions);
    },
    crashed: crashed.promise,
    ...controls(() => processes.at(-1)),
  };
}

/** Kills it before it is ready, after it has opened its data, or while it recovers: wherever it is by then. */
async function killStarting({ begun, end }: ServerProcess, nth: number): Promise<void> {
  await begun;
  await sleep(300 + 100 * (nth % 10));
  await end('SIGKILL');
}

const isBusy = (folder: string): boolean =>
  messagesIn(folder).some(({ queue, state }) => queue === 'inbox' && state === 'leased');

const controls = (current: () => ServerProcess | undefined) => ({
  kill: async () => {
    await current()?.end('SIGKILL');
  },
  stop: async () => (await current()?.end('SIGTERM')) ?? null,
  crashRenders: () => current()?.crashRenders(),
  pause: () => current()?.signal('SIGSTOP'),
  resume: () => current()?.signal('SIGCONT'),
});
