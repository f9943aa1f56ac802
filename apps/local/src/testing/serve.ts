import { getRequestListener } from '@hono/node-server';
import { serve as serveListener, type Served } from '@thumbing/adapters/testing';

type Fetch = Parameters<typeof getRequestListener>[0];

/** Serves routes over HTTP on a free port. The routes are made for the server's URL. */
export const serve = (routesAt: (url: string) => { readonly fetch: Fetch }): Promise<Served> =>
  serveListener((url) => {
    const answer = getRequestListener(routesAt(url).fetch);
    return (incoming, outgoing) => void answer(incoming, outgoing);
  });

export type { Served };
