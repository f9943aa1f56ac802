import { callSharp } from './bare.ts';
import type { Contender } from './contest.ts';
import { decodeByLibrary, makeByLibrary } from './library.ts';
import { prepareLimit } from './limit.ts';
import type { Order } from './work.ts';

type Work = () => Promise<unknown>;

/** Who can make the renditions of an order. Each prepares what is not to be measured. */
export const CONTENDERS = {
  /** `render`, read to the end. */
  library:
    (order: Order): Work =>
    () =>
      makeByLibrary(order),
  /** One decode and the encodes alone. */
  limit: prepareLimit,
  /** One decode for each rendition. */
  bare:
    (order: Order): Work =>
    () =>
      callSharp(order),
  /** Loaded for itself alone: what a process has loaded makes its garbage dearer to collect. */
  ipx: async (order: Order): Promise<Work> => (await import('./ipx.ts')).makeByIpx(order),
  /** `render` of which nothing is read, and the same with its placeholder. */
  decoded:
    (order: Order): Work =>
    () =>
      decodeByLibrary(order),
  placeholder:
    (order: Order): Work =>
    () =>
      decodeByLibrary(order, 'placeholder'),
} satisfies Record<Contender, (order: Order) => Work | Promise<Work>>;
