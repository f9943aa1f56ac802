import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConfigInput } from '@thumbing/config';
import { MEMORY_ENV } from '@thumbing/config/environment';

/** The one-machine edition in a process of its own, started as `npm start` does. */
export interface Edition {
  readonly url: string;
  /** Milliseconds of CPU that it has taken, with the processes that render. */
  readonly cpu: () => Promise<number>;
  /** Bytes that each of its processes that render has for itself alone, and shares with others. */
  readonly workers: () => Promise<readonly WorkerMemory[]>;
  readonly stop: () => Promise<void>;
}

export interface WorkerMemory {
  readonly resident: number;
  /** Pages that several processes have are counted in equal parts. */
  readonly proportional: number;
}

const ROOT = join(import.meta.dirname, '../../../..');

const FLAGS = [
  '--max-semi-space-size=4',
  '--heap-growing-percent=150',
  '--conditions=@thumbing/source',
  '--disable-warning=ExperimentalWarning',
];

/** Starts it in a folder, from the sources of this workspace or of another one. */
export async function startEdition(
  folder: string,
  config: ConfigInput,
  root = ROOT,
): Promise<Edition> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'thumbing.config.mjs'),
    `export default ${JSON.stringify(config)};\n`,
  );
  const main = join(root, 'apps/local/src/main.ts');
  const child = spawn(
    process.execPath,
    [...FLAGS, main, '--port', '0', '--data-dir', join(folder, 'data')],
    {
      cwd: folder,
      env: { ...MEMORY_ENV, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '16' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const { pid = NaN, stdout } = child;
  let output = '';
  let url: string | undefined;
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    url = /API +(\S+)\/v1\n/.exec(output)?.[1];
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error(`the one-machine edition did not start: ${output}`);
  stdout.resume();
  return {
    url,
    cpu: async () => {
      const all = await Promise.all([pid, ...(await childrenOf(pid))].map(cpuOf));
      return all.reduce((sum, each) => sum + each, 0);
    },
    workers: async () => Promise.all((await childrenOf(pid)).map(memoryOf)),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

/** Milliseconds; a tick of Linux is a hundredth of a second. Includes children that have ended. */
async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

async function memoryOf(pid: number): Promise<WorkerMemory> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1]) * 1_024;
  return { resident: bytes('Rss'), proportional: bytes('Pss') };
}
