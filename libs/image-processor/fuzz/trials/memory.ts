import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Measures the peak of resident memory from now on, in this process and its children. */
export function watchMemory(): { readonly peak: () => number | undefined } {
  forgetPeak();
  let largestChild = 0;
  const timer = setInterval(() => {
    largestChild = Math.max(largestChild, ...children().map((pid) => peakOf(pid) ?? 0));
  }, 20);
  return {
    peak() {
      clearInterval(timer);
      const own = peakOf('self');
      return own === undefined ? undefined : own + largestChild;
    },
  };
}

/** Resets the peak that Linux keeps for a process. */
function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Without permission, the peak of an earlier trial counts for this one too.
  }
}

/** Bytes; `undefined` where the system has no such file, or the process has ended. */
function peakOf(pid: string): number | undefined {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

function children(): string[] {
  try {
    return readdirSync('/proc/self/task').flatMap((thread) =>
      readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    );
  } catch {
    return [];
  }
}
