import { ServerResponse, STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { SECURITY_HEADERS } from '@thumbing/config';

/** The response that each connection is at: others, which are pipelined, wait for its end. */
const current = new WeakMap<Duplex, ServerResponse>();

/**
 * Response with the security headers from its start on, since Node answers some requests itself: without a `Host`, or with
 * an unknown `Expect`. Routes may replace them.
 */
export class GuardedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  // Node passes more than its types tell.
  constructor(...options: ConstructorParameters<typeof ServerResponse<Request>>) {
    super(...options);
    this.setHeaders(new Map(Object.entries(SECURITY_HEADERS.api)));
  }

  override assignSocket(socket: Socket): void {
    current.set(socket, this);
    super.assignSocket(socket);
  }
}

/** Statuses by the code of Node's error. Any other request is malformed. */
const STATUSES: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers what is no request, for which there is no response object, and ends the connection. */
export function refuseConnection({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  const response = current.get(socket);
  const isAnswering = response?.headersSent === true && !response.writableFinished;
  // A second answer would be read as a part of the first.
  if (code === 'ECONNRESET' || !socket.writable || isAnswering) {
    socket.destroy();
    return;
  }
  const status = STATUSES[code] ?? 400;
  const headers = { ...SECURITY_HEADERS.api, connection: 'close', 'content-length': '0' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines];
  // A request whose body arrives is aborted: its listener would answer too.
  socket.end(`${head.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}
