import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts listening, and returns the address, whose port the system chooses for 0. */
export function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address);
      else reject(new Error(`the server does not listen on ${host}`));
    });
  });
}
