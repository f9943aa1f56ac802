import { readFile } from 'node:fs/promises';

/** Bytes of a process. */
export interface ProcessMemory {
  readonly resident: number;
  /** Pages that several processes have are counted in equal parts. */
  readonly proportional: number;
}

/** Memory of each child process. */
export const memoryOfChildren = async (pid: number): Promise<readonly ProcessMemory[]> =>
  Promise.all((await childrenOf(pid)).map(memoryOf));

export async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

async function memoryOf(pid: number): Promise<ProcessMemory> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1]) * 1_024;
  return { resident: bytes('Rss'), proportional: bytes('Pss') };
}
