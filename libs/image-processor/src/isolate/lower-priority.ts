// eslint-disable-next-line imports/world -- Linux takes the priority of a session as a file
import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** A third of the weight of others: enough to let them go first, and too little to starve beside a busy one. */
export const NICE = 5;

/** Milliseconds: the kernel takes one change of an autogroup in a tenth of a second, except from root. */
const PAUSE = 100;

/**
 * Lets other processes go first where there are too few cores, such as the one that answers requests. To be called as soon
 * as the process is spawned, since the threads that it starts inherit its priority.
 *
 * Linux may group processes by session (`sched_autogroup_enabled`). A priority then holds within a session only, and a
 * detached process is a session of its own: the group is lowered too (https://man7.org/linux/man-pages/man7/sched.7.html).
 */
export async function lowerPriority(pid: number): Promise<void> {
  try {
    setPriority(pid, NICE);
    while (!(await lowerAutogroup(pid))) await sleep(PAUSE, undefined, { ref: false });
  } catch {
    // It has ended, or the system has no groups: nothing depends on a priority.
  }
}

/** Returns `false` if the kernel asks to try again. */
async function lowerAutogroup(pid: number): Promise<boolean> {
  try {
    await writeFile(`/proc/${pid}/autogroup`, String(NICE));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return false;
    throw error;
  }
}
