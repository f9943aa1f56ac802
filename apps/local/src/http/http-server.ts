import { createServer, type RequestListener, type Server } from 'node:http';
import { GuardedResponse, refuseConnection } from './guarded-response.ts';

/** Milliseconds: longer than `?wait=` holds a response back, so that a waiting client is not disconnected. */
const IDLE = 60_000;

/** Milliseconds for the headers of a request, which are short: a slower client is probably malicious. */
const HEADERS = 60_000;

/**
 * Milliseconds for a whole request: more than the longest upload may take, which has limits of its own. Ends other
 * requests whose body trickles in.
 */
const REQUEST = 20 * 60_000;

/** Milliseconds between two looks for requests that take too long, as Node has it. */
const CHECKS = 30_000;

export interface HttpServerOptions {
  /** Milliseconds without traffic after which a connection is closed. */
  readonly idle?: number;
  /** Milliseconds for the headers of a request. */
  readonly headers?: number;
  /** Milliseconds between two looks for requests that take too long. */
  readonly checks?: number;
}

/** Server with time for uploads, which closes connections without traffic. */
export function httpServer(
  listener: RequestListener,
  { idle = IDLE, headers = HEADERS, checks = CHECKS }: HttpServerOptions = {},
): Server {
  const server = createServer(
    {
      requestTimeout: REQUEST,
      headersTimeout: headers,
      connectionsCheckingInterval: checks,
      ServerResponse: GuardedResponse,
    },
    listener,
  );
  server.on('clientError', refuseConnection);
  server.setTimeout(idle);
  return server;
}
