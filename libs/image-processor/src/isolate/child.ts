import { flushCompileCache } from 'node:module';
import { ImageError, RenderTimeoutError } from '../errors.ts';
import { formatsRead } from '../plan/formats-read.ts';
import { prepareRender, type PreparedRender } from '../render/in-process.ts';
import { inspectInProcess } from '../source/inspect-in-process.ts';
import { allowLoaders } from '../source/loaders.ts';
import type { Limits } from '../source/facts.ts';
import type { Rendition, RenderOptions } from '../types.ts';
import { memoryLimit, watchMemory } from './memory-guard.ts';
import { isCommand, type Answer, type Command, type Message } from './protocol.ts';

/**
 * The program of a child process that works on one original after another (`worker.ts`). The parent kills it when the
 * work is given up; without a parent it kills itself, because `exit` would wait for threads that may never end.
 */
const end = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', end);

// A failed send needs no handling: the disconnect follows.
const send = (message: Message) => process.send?.(message, undefined, undefined, () => undefined);

const sendFailure = (error: unknown) =>
  send({
    type: 'failure',
    ...(error instanceof ImageError && { code: error.code }),
    ...(error instanceof RenderTimeoutError && { code: 'timeout' }),
    message: error instanceof Error ? error.message : String(error),
  });

/** The original in work. */
interface Job {
  readonly memory: { readonly end: () => void };
  readonly hasPlaceholder: boolean;
  prepared?: PreparedRender<string>;
  renditions?: AsyncGenerator<Rendition, void, void>;
}
let job: Job | undefined;

async function execute(command: Command): Promise<Answer> {
  switch (command.command) {
    case 'inspect': {
      const { bytes, format, options } = command;
      begin(options.limits, false);
      allowLoaders([format]);
      const inspection = await inspectInProcess(bytes, options);
      finish();
      return inspection;
    }
    case 'open': {
      const { bytes, format, options } = command;
      const current = begin(options.limits, options.placeholder !== false);
      allowLoaders(formatsRead({ ...options, accept: [format] } satisfies RenderOptions));
      current.prepared = await prepareRender(bytes, options);
      return { memory: current.prepared.memory };
    }
    case 'start':
      return start();
    case 'next': {
      const result = await job?.renditions?.next();
      if (result?.done !== false) finish();
      return result?.value ?? undefined;
    }
  }
}

function begin(limits: Limits, hasPlaceholder: boolean): Job {
  send({ type: 'started' });
  const { bytes, exceeded } = memoryLimit(limits);
  const memory = watchMemory(bytes, () => {
    sendFailure(exceeded());
    // For a parent that is too busy to read it.
    setTimeout(end, 1_000);
  });
  return (job = { memory, hasPlaceholder });
}

async function start(): Promise<Answer> {
  if (!job?.prepared) throw new Error('no original is open');
  const { original, placeholder, renditions } = await job.prepared.start();
  job.renditions = renditions;
  return { original, ...(job.hasPlaceholder && { placeholder: await placeholder() }) };
}

/** Drops the pixels, and all else of the original. */
function finish(): void {
  job?.memory.end();
  job = undefined;
}

process.on('message', (message) => {
  if (!isCommand(message)) return;
  void execute(message)
    .then((answer) => send({ type: 'answer', answer, rss: process.memoryUsage.rss() }), sendFailure)
    // Node writes compiled modules as a process exits, which this one never does.
    .then(() => flushCompileCache());
});
send({ type: 'ready' });
