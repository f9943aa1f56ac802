import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { childrenOf, memoryOfChildren, type ProcessMemory } from './process-memory.ts';

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds of CPU that it has taken, with its child processes. */
  readonly cpu: () => Promise<number>;
  /** Memory of each of its child processes. */
  readonly workers: () => Promise<readonly ProcessMemory[]>;
  readonly stop: () => Promise<void>;
}

export interface ServerOptions {
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** Finds the URL in what it prints, as the first group. */
  readonly url: RegExp;
}

/** Starts Node with arguments, and resolves as soon as the URL is printed. */
export async function startServer(
  args: readonly string[],
  { url: pattern, ...options }: ServerOptions,
): Promise<Server> {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid = NaN, stdout } = child;
  let output = '';
  let url: string | undefined;
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    url = pattern.exec(output)?.[1];
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error(`the server did not start: ${output}`);
  stdout.resume();
  return {
    url,
    pid,
    cpu: async () => {
      const all = await Promise.all([pid, ...(await childrenOf(pid))].map(cpuOf));
      return all.reduce((sum, each) => sum + each, 0);
    },
    workers: () => memoryOfChildren(pid),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Milliseconds; a tick of Linux is a hundredth of a second. Includes children that have ended. */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}
