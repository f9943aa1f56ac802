import { createServer, type RequestListener, type Server } from 'node:http';
import { refuseConnection } from './refuse-connection.ts';

/** Milliseconds: longer than `?wait=` holds a response back, so that a waiting client is not disconnected. */
const IDLE = 60_000;

/** Milliseconds for the headers of a request, which are short: a slower client is probably malicious. */
const HEADERS = 60_000;

/**
 * Milliseconds for a whole request: more than the longest upload may take, which has limits of its own. Ends other
 * requests whose body trickles in.
 */
const REQUEST = 20 * 60_000;

/** Server with time for uploads, which closes connections without traffic. */
export function httpServer(listener: RequestListener, idle = IDLE): Server {
  const server = createServer({ requestTimeout: REQUEST, headersTimeout: HEADERS }, listener);
  server.setTimeout(idle);
  server.on('clientError', refuseConnection);
  return server;
}
