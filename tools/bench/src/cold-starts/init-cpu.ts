import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** A module, and the environment that it reads while it loads. */
export interface Load {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Milliseconds of CPU, user and system, of all threads, in which a fresh process loads a module. The start of Node
 * itself is not included.
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

/** The global of Lambda's runtime is one that streaming functions use while they load. */
const measured = (url: string): string => `
  globalThis.awslambda = { streamifyResponse: (handler) => handler };
  const before = process.cpuUsage();
  await import(${JSON.stringify(url)});
  const { user, system } = process.cpuUsage(before);
  console.log(user + system);
`;

/**
 * Loads each module once a round, so that other load on the machine affects all alike. A first round, which is not
 * counted, fills the system's file cache.
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
