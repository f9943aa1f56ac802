import { ImageError, RenderTimeoutError } from '../errors.ts';
import { formatsRead } from '../plan/formats-read.ts';
import { renderInProcess } from '../render/in-process.ts';
import { inspectInProcess } from '../source/inspect-in-process.ts';
import { allowLoaders } from '../source/loaders.ts';
import { sniff } from '../source/sniff.ts';
import type { Rendition } from '../types.ts';
import { memoryExceeded, memoryLimit, watchMemory } from './memory-guard.ts';
import { isCommand, type Answer, type Command, type Message } from './protocol.ts';

/**
 * The program of a child process that works on one original (`spawn.ts`). The parent kills it when the work is done;
 * without a parent it kills itself, because `exit` would wait for threads that may never end.
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

let renditions: AsyncGenerator<Rendition, void, void> | undefined;

async function execute(command: Command): Promise<Answer> {
  if (command.command === 'next') return (await renditions?.next())?.value ?? undefined;
  send({ type: 'started' });
  const { limits } = command.options;
  watchMemory(memoryLimit(limits), () => {
    sendFailure(memoryExceeded(limits));
    // For a parent that is too busy to read it.
    setTimeout(end, 1_000);
  });
  const format = sniff(command.bytes);
  const accept = format ? [format] : [];
  if (command.command === 'inspect') {
    allowLoaders(accept);
    return inspectInProcess(command.bytes, command.options);
  }
  const { bytes, options } = command;
  allowLoaders(formatsRead({ ...options, accept }));
  const { original, placeholder, ...rendered } = await renderInProcess(bytes, options);
  renditions = rendered.renditions;
  return { original, placeholder: await placeholder() };
}

process.on('message', (message) => {
  if (!isCommand(message)) return;
  execute(message).then((answer) => send({ type: 'answer', answer }), sendFailure);
});
