import type { Message } from './data-directory.ts';
import { INJECTED } from './preload/break-storage.ts';
import type { Problem } from './verdict.ts';

const FAILURE = /image (\S+): processing failed, attempt \d+: (.*(?:\n .*)*)/g;

/** Failures of the machine, as the log words them: each may be charged to the image in work. */
const LAWFUL = [INJECTED, 'limits.timeout', 'database or disk is full', '(SIGSEGV)'];

/**
 * Compares the attempts that are charged to images with the failures in the log: a stop, or the end of a process, is no
 * failed attempt.
 */
export function judgeCharges(messages: readonly Message[], log: string): readonly Problem[] {
  const failures = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [, id = '', reason = ''] of log.matchAll(FAILURE)) {
    if (LAWFUL.some((text) => reason.includes(text))) {
      failures.set(id, (failures.get(id) ?? 0) + 1);
    } else {
      problems.push({
        kind: 'charge',
        text: `${id} is charged for: ${reason.split('\n')[0] ?? ''}`,
      });
    }
  }
  for (const { queue, id, attempts } of messages) {
    if (queue !== 'inbox' || attempts <= (failures.get(id) ?? 0)) continue;
    const text = `${id} is charged ${attempts} attempts, and failed ${failures.get(id) ?? 0} times`;
    problems.push({ kind: 'charge', text });
  }
  return problems;
}
