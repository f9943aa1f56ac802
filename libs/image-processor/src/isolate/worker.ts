// eslint-disable-next-line imports/world -- a decoder that spins or crashes is stopped only with its process
import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import type { ZodMiniType } from 'zod/mini';
import { ImageError, RenderTimeoutError } from '../errors.ts';
import { childEnvironment, childFlags } from './environment.ts';
import { lowerPriority } from './lower-priority.ts';
import { message as messageSchema, type Command, type FailureCode } from './protocol.ts';

/** A child process that works on one original after another. */
export interface Worker {
  /** Resolves when it has loaded its program. Rejects if it ends before, or does not start in time. */
  readonly ready: Promise<void>;
  /** Sends a command, and parses the answer. One command at a time. */
  readonly ask: <T>(command: Command, answer: ZodMiniType<T>) => Promise<T>;
  /** Kills it, also while it works; a command in progress throws the reason. */
  readonly kill: (reason?: unknown) => void;
  /** Resident memory in bytes, as of the last answer. */
  readonly rss: () => number;
  /** Resolves when the process has ended, however that happened. */
  readonly ended: Promise<void>;
}

const PROCESS = 'the process for this image';

/** Seconds that the start of a process may take, which is a second or two on a busy machine. */
const START = 60;

/** The program is beside this file, with the same extension: source, compiled, or bundled. */
const PROGRAM = new URL(`./child${extname(import.meta.url)}`, import.meta.url);

/**
 * Spawns a worker. It ends when its parent does, however that happens, and does not keep the parent's event loop alive: a
 * caller that waits has a timer anyway. A failure ends it too: nobody knows the state that it leaves.
 */
export function spawnWorker(): Worker {
  const child = forkProgram();
  const ended = Promise.withResolvers<undefined>();
  let [started, rss] = [false, 0];
  let failed: { readonly reason: unknown } | undefined;
  let asked: PromiseWithResolvers<unknown> | undefined;
  const start = startWithin(START, () => kill(new Error(`${PROCESS} did not start in ${START} s`)));

  const kill = (reason: unknown = new Error('the work on this image was stopped')) => {
    failed ??= { reason };
    asked?.reject(failed.reason);
    start.fail(failed.reason);
    // Until it has ended, which is soon: those who wait for its place may have no timer.
    if (child.pid !== undefined) child.ref();
    child.kill('SIGKILL');
  };
  whenEnded(child, (how) => {
    kill(how instanceof Error ? how : failureOf(started, how));
    child.unref();
    ended.resolve(undefined);
  });
  child.on('message', (message) => {
    const { success, data, error: cause } = messageSchema.safeParse(message);
    if (!success) kill(new Error(`${PROCESS} sent an unknown message`, { cause }));
    else if (data.type === 'started') started = true;
    else if (data.type === 'ready') start.succeed();
    else if (data.type === 'failure') kill(failureSent(data));
    else {
      ({ rss } = data);
      asked?.resolve(data.answer);
    }
  });
  const ask: Worker['ask'] = async (command, answer) => {
    if (failed) throw failed.reason;
    asked = Promise.withResolvers();
    // A failed send needs no handling: the exit follows.
    if (child.connected) child.send(command, () => undefined);
    return answer.parse(await asked.promise);
  };
  return { ready: start.ended, ask, kill, rss: () => rss, ended: ended.promise };
}

/** The start of a process, which has to succeed or fail in time. */
function startWithin(seconds: number, onLate: () => void) {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  // Nobody may wait for it.
  promise.catch(() => undefined);
  const late = setTimeout(onLate, seconds * 1_000);
  promise.finally(() => clearTimeout(late)).catch(() => undefined);
  return { ended: promise, succeed: () => resolve(undefined), fail: reject };
}

/** Calls back when a process has ended, with its signal or exit code, or when it could not be started. */
function whenEnded(child: ChildProcess, then: (how: string | Error) => void): void {
  child.on('exit', (code, signal) => then(signal ?? `exit code ${code ?? 'unknown'}`));
  child.on('error', (cause) => then(new Error(`${PROCESS} could not be started`, { cause })));
}

function forkProgram(): ChildProcess {
  // eslint-disable-next-line no-restricted-syntax -- passed on, and read by nothing here
  const { env } = process;
  const child = fork(PROGRAM, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: childFlags(process.execArgv, env['NODE_OPTIONS']),
    // Ctrl-C reaches all processes of a terminal; the caller decides whether to finish the work first.
    detached: true,
    windowsHide: true,
    env: childEnvironment(env),
  });
  if (child.pid !== undefined) void lowerPriority(child.pid);
  child.unref();
  child.channel?.unref();
  return child;
}

function failureSent({ code, message }: { code?: FailureCode; message: string }): Error {
  if (code === undefined) return new Error(message);
  return code === 'timeout' ? new RenderTimeoutError(message) : new ImageError(code, message);
}

/** Bundlers that inline this library leave out its second program. */
const IN_A_BUNDLE =
  "In Next, add serverExternalPackages: ['@thumbing/image-processor'] to next.config; with other bundlers, mark the package as external, or make isolate/child.js an entry beside yours";

/**
 * No `ImageError`, not even for a crash: decoders also crash where the machine has no thread or memory left for them, on
 * intact files.
 */
function failureOf(started: boolean, how: string): Error {
  if (!started) {
    return new Error(
      `${PROCESS} ended before it was ready (${how}); make sure that ${PROGRAM.href} exists. ${IN_A_BUNDLE}`,
    );
  }
  return new Error(`${PROCESS} ended unexpectedly (${how})`);
}
