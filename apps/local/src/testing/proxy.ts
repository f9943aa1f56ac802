import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { Served } from './serve.ts';

/** Reverse proxy like a common nginx setup: strips a prefix and adds X-Forwarded-For. */
export async function proxyTo(target: { readonly port: number }, prefix: string): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    const { url = '', method, headers } = incoming;
    if (!url.startsWith(`${prefix}/`)) return void outgoing.writeHead(404).end();
    const passed = request(
      {
        host: '127.0.0.1',
        port: target.port,
        path: url.slice(prefix.length),
        method,
        headers: { ...headers, 'x-forwarded-for': '203.0.113.9' },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(passed);
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
