import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';

export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

type Fetch = Parameters<typeof getRequestListener>[0];

/** Serves over real HTTP, at any free port of this machine, what is made for the server's URL. */
export async function serve(routesAt: (url: string) => { readonly fetch: Fetch }): Promise<Served> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;
  const answer = getRequestListener(routesAt(url).fetch);
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing));
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
