import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

/** A server that listens on 127.0.0.1. */
export interface Served {
  /** Origin of its URLs: `http://127.0.0.1:` and the port. */
  readonly url: string;
  /** Drops open connections, and resolves when the server has stopped. */
  readonly close: () => Promise<void>;
}

/** Serves over HTTP on a free port of this machine. The listener is made for the server's URL. */
export async function serve(listenerAt: (url: string) => RequestListener): Promise<Served> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  server.on('request', listenerAt(url));
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
