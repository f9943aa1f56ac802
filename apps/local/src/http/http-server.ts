import { createServer, type RequestListener, type Server } from 'node:http';

/** Longer than any answer is held back, so that whoever waits for one is not taken for gone. */
const IDLE = 60_000;

/** Headers are short: who takes longer to send them means no good. */
const HEADERS = 60_000;

/** A server that lets an upload take as long as it needs, and ends a connection on which nothing moves. */
export function httpServer(answer: RequestListener, idle = IDLE): Server {
  // By itself Node ends a request that takes more than five minutes, however well it moves.
  const server = createServer({ requestTimeout: 0, headersTimeout: HEADERS }, answer);
  server.setTimeout(idle);
  return server;
}
