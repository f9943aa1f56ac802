import { once, type EventEmitter } from 'node:events';
import { hasCode } from './has-code.ts';

/** Resolves at the next event of this name, after this time, or when the signal aborts. */
export async function untilEvent(
  emitter: EventEmitter,
  name: string,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  const end = AbortSignal.timeout(Math.ceil(milliseconds));
  try {
    await once(emitter, name, { signal: signal ? AbortSignal.any([signal, end]) : end });
  } catch (error) {
    if (!hasCode(error, 'ABORT_ERR')) throw error;
  }
}
