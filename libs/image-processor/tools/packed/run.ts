import { execFile } from 'node:child_process';

/** Runs a program, and gives what it prints; its failure says all that it printed. */
type Run = (program: string, ...args: readonly string[]) => Promise<string>;

export const runIn =
  (cwd: string): Run =>
  (program, ...args) =>
    new Promise((resolve, reject) => {
      execFile(program, args, { cwd }, (cause, stdout) => {
        if (cause) reject(new Error(`${cause.message}\n${stdout}`, { cause }));
        else resolve(stdout);
      });
    });
