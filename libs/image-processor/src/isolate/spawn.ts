// eslint-disable-next-line no-restricted-imports -- a decoder that spins or crashes is stopped only with its process
import { fork } from 'node:child_process';
import { extname } from 'node:path';
import type { ZodMiniType } from 'zod/mini';
import { corrupt, ImageError } from '../errors.ts';
import type { SourceFormat } from '../formats.ts';
import { environmentOf } from './environment.ts';
import { said, type Order } from './protocol.ts';

/** A process that works on one original. */
export interface Child {
  /** Tells it what to do, and waits for its answer, which has to be of this shape. One order at a time. */
  readonly ask: <T>(order: Order, shape: ZodMiniType<T>) => Promise<T>;
  /** Ends it, whatever it does. */
  readonly stop: () => void;
}

/** The program lies beside this file and is of its kind: source, compiled, or bundled. */
const PROGRAM = new URL(`./child${extname(import.meta.url)}`, import.meta.url);

/**
 * Starts a process for an original of this format. It is killed when the signal aborts, and ends when its parent
 * does, however that happens. It keeps nobody alive: who waits for it needs a timer anyway.
 */
export function startChild(format: SourceFormat, signal: AbortSignal): Child {
  const child = fork(PROGRAM, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    // Ctrl-C goes to all processes of a terminal: whether the work is finished first is up to the caller.
    detached: true,
    windowsHide: true,
    // eslint-disable-next-line no-restricted-syntax -- nothing is decided by it: it is handed on
    env: environmentOf(process.env),
  });
  child.unref();
  child.channel?.unref();

  let begun = false;
  let ended: { readonly why: unknown } | undefined;
  let asked: PromiseWithResolvers<unknown> | undefined;

  const stop = (why: unknown = new Error('the work on this image was stopped')) => {
    ended ??= { why };
    asked?.reject(ended.why);
    child.kill('SIGKILL');
  };
  const abort = () => stop(signal.reason);
  signal.addEventListener('abort', abort);
  child.on('exit', (code, killer) => {
    signal.removeEventListener('abort', abort);
    stop(failureOf(format, begun, killer ?? `exit code ${code ?? 'unknown'}`));
  });
  child.on('error', (cause) => {
    stop(new Error('a process for this image could not be started', { cause }));
  });
  child.on('message', (message) => {
    const { success, data, error: cause } = said.safeParse(message);
    if (!success) stop(new Error('the process of this image is not understood', { cause }));
    else if (data.is === 'begun') begun = true;
    else if (data.is === 'answer') asked?.resolve(data.answer);
    else stop(data.code ? new ImageError(data.code, data.message) : new Error(data.message));
  });

  return {
    ask: async (order, shape) => {
      if (ended) throw ended.why;
      asked = Promise.withResolvers();
      // Why it could not be sent is told by its end.
      if (child.connected) child.send(order, () => undefined);
      return shape.parse(await asked.promise);
    },
    stop: () => stop(),
  };
}

/** The ends of a process that has read or written where it must not. */
const CRASHES = /^SIG(?:SEGV|BUS|ABRT|ILL|FPE|TRAP)$/;

/** A decoder that crashes will do so again. What was killed, perhaps for want of memory, may be luckier next time. */
function failureOf(format: SourceFormat, begun: boolean, how: string): Error {
  if (!begun) {
    return new Error(
      `the process of this image ended before it began (${how}): see that ${PROGRAM.href} is there`,
    );
  }
  if (CRASHES.test(how)) return corrupt(format, `its decoder crashed with ${how}`);
  return new Error(`the process of this image ended before its work did (${how})`);
}
