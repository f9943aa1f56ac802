import type { OriginalKey } from '@thumbing/config';
import { idOf } from '@thumbing/pipeline/testing';
import type { StopSignals } from '../queues/consume.ts';
import type { Delivery } from '../queues/queue.ts';

export const message: OriginalKey = { profile: 'avatar', id: idOf(1) };

/** Queue that returns the results of a script in order, and stops its consumer at the end. */
export function scriptedQueue(...script: (() => Promise<readonly Delivery<OriginalKey>[]>)[]) {
  const answers: string[] = [];
  const delivery = (attempt: number): Delivery<OriginalKey> => ({
    message,
    attempt,
    deaths: 0,
    done: async () => void answers.push('done'),
    retry: async (seconds, reason) => void answers.push(`retry after ${seconds}: ${reason}`),
    release: async () => void answers.push('release'),
    park: async () => void answers.push('park'),
  });
  const stop = new AbortController();
  const working = new AbortController();
  const signals: StopSignals = { receiving: stop.signal, working: working.signal };
  return {
    answers,
    delivery,
    stop,
    working,
    signals,
    add: (...more: typeof script) => void script.push(...more),
    queue: {
      receive: async () => {
        const next = script.shift();
        if (!next) stop.abort();
        return next ? next() : [];
      },
    },
  };
}
