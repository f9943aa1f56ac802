import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';

const delays = z.object({ p50: z.number(), p99: z.number(), p999: z.number(), max: z.number() });
/** Milliseconds by which timers of a process were late. */
export type Delays = z.output<typeof delays>;

/** Flags that load the measurement into a process, which writes the delays to a file. */
export function watchFlags(file: string): string[] {
  const program = pathToFileURL(join(import.meta.dirname, '../processes/watch-event-loop.ts'));
  program.searchParams.set('file', file);
  return [`--import=${program.href}`];
}

/** Ends a measurement and begins the next one. */
export async function readDelays(pid: number, file: string): Promise<Delays> {
  await rm(file, { force: true });
  process.kill(pid, 'SIGUSR2');
  // Written in one go, but made before.
  while (((await stat(file).catch(() => undefined))?.size ?? 0) === 0) await sleep(10);
  return delays.parse(JSON.parse(await readFile(file, 'utf8')));
}
