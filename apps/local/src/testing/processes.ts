import { afterEach, beforeEach } from '@jest/globals';
import { DATA, startProcess, type Started } from './process.ts';
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

export const ANY_PORT = [...DATA, '--port', '0'];

export interface Processes {
  /** Folder in which the processes of the current test run. */
  readonly folder: () => TemporaryFolder;
  /** Starts a process, which is killed after the test. */
  readonly begin: (args: readonly string[], limit?: string) => Started;
}

/** Gives each test a temporary folder, and processes that run in it. */
export function useProcesses(): Processes {
  let folder: TemporaryFolder;
  let begun: Started[];
  beforeEach(async () => {
    folder = await temporaryFolder();
    begun = [];
  });
  afterEach(async () => {
    for (const { kill, ended } of begun) {
      kill('SIGKILL');
      await ended;
    }
    await folder.close();
  });
  return {
    folder: () => folder,
    begin: (args, limit) => {
      const started = startProcess(folder, args, limit);
      begun.push(started);
      return started;
    },
  };
}
