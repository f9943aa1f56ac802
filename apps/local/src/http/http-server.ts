import { createServer, type RequestListener, type Server } from 'node:http';

/** Milliseconds: longer than `?wait=` holds a response back, so that a waiting client is not disconnected. */
const IDLE = 60_000;

/** Milliseconds for the headers of a request, which are short: a slower client is probably malicious. */
const HEADERS = 60_000;

/** Server without a time limit for uploads, which closes connections without traffic. */
export function httpServer(listener: RequestListener, idle = IDLE): Server {
  // Node's default ends every request after five minutes, even if data is still arriving.
  const server = createServer({ requestTimeout: 0, headersTimeout: HEADERS }, listener);
  server.setTimeout(idle);
  return server;
}
