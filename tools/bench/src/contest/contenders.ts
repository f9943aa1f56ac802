import { callSharp } from './bare.ts';
import type { Contender } from './contest.ts';
import { makeByIpx } from './ipx.ts';
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
  ipx: makeByIpx,
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
