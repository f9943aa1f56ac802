import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** A module, and the environment that it reads while it loads. */
export interface Load {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The CPU time in milliseconds, user and system, of all threads, in which a fresh process loads a module. What
 * Node itself takes to start is over before.
 */
export async function initCpu({ file, env }: Load): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', measured(pathToFileURL(file).href)],
    { cwd: '/', env: { ...env } },
  );
  const microseconds = Number(stdout);
  if (Number.isNaN(microseconds)) {
    throw new Error(`${file} printed '${stdout}': a module must not print while it loads`);
  }
  return microseconds / 1_000;
}

const measured = (url: string): string => `
  const before = process.cpuUsage();
  await import(${JSON.stringify(url)});
  const { user, system } = process.cpuUsage(before);
  console.log(user + system);
`;

/**
 * Loads each as often as there are rounds, all of them in every round: whatever else the machine does, it does it
 * to all. One more round fills the system's file cache before, and is not counted.
 */
export async function initCpuInRounds<Name extends string>(
  loads: ReadonlyMap<Name, Load>,
  rounds: number,
): Promise<ReadonlyMap<Name, readonly number[]>> {
  for (const load of loads.values()) await initCpu(load);
  const samples = new Map<Name, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, load] of loads) {
      samples.set(name, [...(samples.get(name) ?? []), await initCpu(load)]);
    }
  }
  return samples;
}
