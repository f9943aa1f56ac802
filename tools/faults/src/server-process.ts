import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { waitUntil } from '@thumbing/adapters/testing';
import type { Conditions, PreloadOptions } from './preload/conditions.ts';

export interface ProcessOptions extends PreloadOptions {
  /** Folder of its configuration and its data. */
  readonly folder: string;
  readonly port: string;
  /** Called when the process ends on its own. */
  readonly onCrash: (error: Error) => void;
}

/** One process of the server. */
export interface ServerProcess {
  /** All that it has written. */
  readonly output: () => string;
  /** Resolves when it runs. */
  readonly begun: Promise<unknown>;
  /** The URL of the server, once it accepts requests. Throws if it ends before. */
  readonly ready: () => Promise<string>;
  /** Sends a signal, and returns the exit code when the process has ended. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
  /** Sends a signal to the process. Those that render are in sessions of their own. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends the processes that render, as a crash does. */
  readonly crashRenders: () => void;
  /** Changes the conditions under which it runs. */
  readonly send: (conditions: Conditions) => void;
}

const SRC = import.meta.dirname;
const MAIN = join(SRC, '../../../apps/local/src/main.ts');
/** Cache of compiled modules, shared with tests: many processes start in a run. */
const NODE_COMPILE_CACHE = join(SRC, '../../../node_modules/.cache/compiled');
const PRELOAD = pathToFileURL(join(SRC, 'entrypoints/preload.ts'));

export function beginProcess(options: ProcessOptions): ServerProcess {
  const child = spawnServer(options);
  let [written, isEnding] = ['', false];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => void (written += chunk.toString()));
  }
  const ended = once(child, 'exit');
  child.once('exit', () => {
    if (!isEnding) options.onCrash(new Error(`the server ended on its own: ${written}`));
  });
  return {
    output: () => written,
    begun: once(child, 'spawn'),
    ready: () =>
      waitUntil(() => {
        if (child.exitCode !== null) throw new Error(`the server did not start: ${written}`);
        return /API +(\S+)\/v1\n/.exec(written)?.[1];
      }),
    end: async (signal) => {
      isEnding = true;
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
    signal: (signal) => void child.kill(signal),
    crashRenders: () => crashChildren(child),
    send: (conditions) => void child.send(conditions),
  };
}

function crashChildren({ pid = NaN }: ChildProcess): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  for (const each of children.split(' ').filter(Boolean)) {
    try {
      process.kill(Number(each), 'SIGSEGV');
    } catch {
      // It has ended meanwhile.
    }
  }
}

function spawnServer({ folder, port, seed, plant, conditions }: ProcessOptions): ChildProcess {
  const preload = new URL(PRELOAD);
  preload.searchParams.set('options', JSON.stringify({ seed, plant, conditions }));
  const flags = ['--conditions=@thumbing/source', '--disable-warning=ExperimentalWarning'];
  return spawn(
    process.execPath,
    [...flags, '--import', preload.href, MAIN, '--data-dir', 'data', '--port', port],
    {
      cwd: folder,
      env: { NODE_COMPILE_CACHE },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
}
