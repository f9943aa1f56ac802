import { connect } from 'node:net';
import { requests, type Answered } from '../one-machine/requests.ts';
import { readTask } from '../in-process.ts';

/**
 * A process that sends requests on connections that it keeps, each after the answer to the one before, and prints how
 * long the answers took. It reads no more of an answer than status and length, so that it costs less than the server.
 */
const { url, headers, connections, count } = await readTask(requests);
const { hostname, port, host, pathname } = new URL(url);
const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
const request = Buffer.from(`GET ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`);

let waiting = count;
const milliseconds: number[] = [];

/** Sends requests on one connection until none is left to send. */
const client = (): Promise<void> =>
  new Promise((resolve, reject) => {
    let [sentAt, head, left] = [0, '', 0];
    const socket = connect(Number(port), hostname);
    const sendNext = (): void => {
      if (waiting === 0) return void socket.destroy();
      waiting -= 1;
      [sentAt, head, left] = [performance.now(), '', Infinity];
      socket.write(request);
    };
    socket.on('data', (chunk) => {
      if (left === Infinity) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end === -1) return;
        if (!head.startsWith('HTTP/1.1 200 '))
          return void socket.destroy(new Error(`${url}: ${head}`));
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
        left = end + 4 + length - head.length;
      } else {
        left -= chunk.length;
      }
      if (left > 0) return;
      milliseconds.push(performance.now() - sentAt);
      sendNext();
    });
    socket.on('connect', sendNext).on('error', reject).on('close', resolve);
  });

await Promise.all(Array.from({ length: connections }, client));
const answered: Answered = { milliseconds };
process.stdout.write(JSON.stringify(answered));
