import { ImageError } from '../errors.ts';
import { inspectHere } from '../inspect.ts';
import { allowLoaders, formatsRead } from '../source/loaders.ts';
import { renderHere } from '../render.ts';
import { sniff } from '../source/sniff.ts';
import type { Rendition } from '../types.ts';
import { mostMemory, tooMuchMemory, watchMemory } from './memory-guard.ts';
import { isOrder, type Answer, type Order, type Said } from './protocol.ts';

/**
 * The program of a process that works on one original (`start.ts`). It is killed when its work is done; when there is
 * nobody to do so, it does it itself. An `exit` would wait for threads that may never end.
 */
const end = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', end);

// Where nobody listens any more, the disconnect says so.
const say = (said: Said) => process.send?.(said, undefined, undefined, () => undefined);

const sayFailure = (error: unknown) =>
  say({
    is: 'failure',
    ...(error instanceof ImageError && { code: error.code }),
    message: error instanceof Error ? error.message : String(error),
  });

let renditions: AsyncGenerator<Rendition, void, void> | undefined;

async function obey(order: Order): Promise<Answer> {
  if (order.to === 'next') return (await renditions?.next())?.value ?? undefined;
  say({ is: 'begun' });
  const { limits } = order.options;
  watchMemory(mostMemory(limits), () => {
    sayFailure(tooMuchMemory(limits));
    // Where the caller is too busy to hear it.
    setTimeout(end, 1_000);
  });
  const format = sniff(order.bytes);
  const accept = format ? [format] : [];
  if (order.to === 'inspect') {
    allowLoaders(accept);
    return inspectHere(order.bytes, order.options);
  }
  const { bytes, options } = order;
  allowLoaders(formatsRead({ ...options, accept }));
  const { original, placeholder, ...rendered } = await renderHere(bytes, options);
  renditions = rendered.renditions;
  return { original, placeholder: await placeholder() };
}

process.on('message', (order) => {
  if (isOrder(order)) obey(order).then((answer) => say({ is: 'answer', answer }), sayFailure);
});
