import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A process that answers every request with the same bytes, as Node alone does, and prints its URL. */
const [, , bytes] = process.argv;
const data = Buffer.alloc(Number(bytes), 'x');
const headers = { 'content-type': 'image/webp', 'content-length': data.length };
const server = createServer((_, response) => void response.writeHead(200, headers).end(data));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
