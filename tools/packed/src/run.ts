import { execFile } from 'node:child_process';

/** Runs a program and returns its standard output. A failure carries everything that it printed. */
export type Run = (program: string, ...args: readonly string[]) => Promise<string>;

export const runIn =
  (cwd: string): Run =>
  (program, ...args) =>
    new Promise((resolve, reject) => {
      execFile(program, args, { cwd, maxBuffer: 2 ** 26 }, (cause, stdout) => {
        if (cause) reject(new Error(`${cause.message}\n${stdout}`, { cause }));
        else resolve(stdout);
      });
    });
