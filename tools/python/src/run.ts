import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface RunResult {
  readonly succeeded: boolean;
  readonly output: string;
}

/** Runs a program and waits for its end. Returns `undefined` if it does not exist. */
export async function run(
  program: string,
  args: readonly string[],
): Promise<RunResult | undefined> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => void output.push(chunk));
  }
  try {
    await once(child, 'close');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  return { succeeded: child.exitCode === 0, output: Buffer.concat(output).toString().trim() };
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
