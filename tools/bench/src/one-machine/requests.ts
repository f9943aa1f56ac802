import * as z from 'zod';
import { inProcess } from '../in-process.ts';

export const requests = z.object({
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  /** Connections, each of which has one request at a time. */
  connections: z.int(),
  /** Requests in all. */
  count: z.int(),
});
export type Requests = z.output<typeof requests>;

const answered = z.object({
  /** Time until each answer. */
  milliseconds: z.array(z.number()),
});
export type Answered = z.output<typeof answered>;

/** Sends GET requests from a process of its own. Throws if one is not answered with 200. */
export const sendRequests = (task: Requests): Promise<Answered> =>
  inProcess('send-requests', task, answered, { env: {} });
