import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { waitUntil } from '@thumbing/adapters/testing';
import type { ConfigInput } from '@thumbing/config';
import { messagesIn } from './data-directory.ts';
import type { Conditions, PreloadOptions } from './preload/conditions.ts';

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
  /** Stops the process and its children, until `resume`. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Changes conditions of this process, and of those that start later. */
  readonly change: (change: Partial<Conditions>) => void;
  /** Rejects when a process ends on its own. */
  readonly crashed: Promise<never>;
}

const SRC = import.meta.dirname;
const MAIN = join(SRC, '../../../apps/local/src/main.ts');
/** Cache of compiled modules, shared with tests: many processes start in a run. */
const NODE_COMPILE_CACHE = join(SRC, '../../../node_modules/.cache/compiled');
const PRELOAD = pathToFileURL(join(SRC, 'entrypoints/preload.ts'));

/** Conditions of a start: one that fails is a matter for whoever restarts it, and no fault. */
const SOUND = { full: false, failing: 0 };

/** Configures a server, and starts it. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { folder, config } = options;
  const file = join(folder, 'thumbing.config.mjs');
  await writeFile(file, `export default ${JSON.stringify(config)};`);
  const output: string[] = [];
  let conditions: Conditions = { clock: 0, ...SOUND };
  let [url, starts] = ['', 0];
  const crashed = Promise.withResolvers<never>();
  // Nobody may be waiting for it.
  crashed.promise.catch(() => undefined);
  let child: ChildProcess | undefined;

  const begin = (): ChildProcess => {
    starts += 1;
    const preload = {
      ...options,
      seed: options.seed + starts,
      conditions: { ...conditions, ...SOUND },
    };
    const begun = spawnServer(folder, url ? new URL(url).port : '0', preload);
    for (const stream of [begun.stdout, begun.stderr]) {
      stream?.on('data', (chunk: Buffer) => void output.push(chunk.toString()));
    }
    begun.once('exit', () => {
      if (child !== begun) return;
      crashed.reject(new Error(`the server ended on its own: ${output.slice(-20).join('')}`));
    });
    return begun;
  };
  /** The process, which ends on purpose from now on. */
  const expectEnd = (): ChildProcess => {
    if (!child) throw new Error('the server is not running');
    const ending = child;
    child = undefined;
    return ending;
  };
  const ended = async (ending: ChildProcess): Promise<number | null> => {
    if (ending.exitCode === null && ending.signalCode === null) await once(ending, 'exit');
    return ending.exitCode;
  };
  const signalAll = (signal: NodeJS.Signals): void => {
    if (child?.pid !== undefined) process.kill(-child.pid, signal);
  };

  const server: Server = {
    get url() {
      return url;
    },
    output: () => output.join(''),
    start: async () => {
      const before = output.length;
      child = begin();
      url = await waitUntil(() => {
        const text = output.slice(before).join('');
        if (child?.exitCode !== null) throw new Error(`the server did not start: ${text}`);
        return /API +(\S+)\/v1\n/.exec(text)?.[1];
      });
      server.change({});
    },
    kill: async () => {
      const ending = expectEnd();
      ending.kill('SIGKILL');
      await ended(ending);
    },
    stop: async () => {
      const ending = expectEnd();
      ending.kill('SIGTERM');
      return ended(ending);
    },
    killStarting: async () => {
      const starting = begin();
      await once(starting, 'spawn');
      // Before it is ready, after it has opened its data, or while it recovers: wherever it is by then.
      await new Promise((resolve) => setTimeout(resolve, 300 + 100 * (starts % 10)));
      starting.kill('SIGKILL');
      await ended(starting);
    },
    isBusy: () =>
      messagesIn(folder).some(({ queue, state }) => queue === 'inbox' && state === 'leased'),
    pause: () => signalAll('SIGSTOP'),
    resume: () => signalAll('SIGCONT'),
    change: (change) => {
      conditions = { ...conditions, ...change };
      child?.send(conditions);
    },
    crashed: crashed.promise,
  };
  await server.start();
  return server;
}

/** Starts a process, as the leader of a group, so that it can be stopped with its children. */
const spawnServer = (folder: string, port: string, options: PreloadOptions): ChildProcess => {
  const preload = new URL(PRELOAD);
  const { seed, plant, conditions } = options;
  preload.searchParams.set('options', JSON.stringify({ seed, plant, conditions }));
  const flags = ['--conditions=@thumbing/source', '--disable-warning=ExperimentalWarning'];
  return spawn(
    process.execPath,
    [...flags, '--import', preload.href, MAIN, '--data-dir', 'data', '--port', port],
    {
      cwd: folder,
      env: { NODE_COMPILE_CACHE },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    },
  );
};
