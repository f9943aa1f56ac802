import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@thumbing/adapters/testing';
import { httpServer } from './http-server.ts';
import { GRACE } from './upload-pace.ts';

/** Milliseconds, as `grantUpload` gives. */
const GRANT_LIFETIME = 5 * 60_000;

describe('httpServer', () => {
  const IDLE = 1_000;
  let close: () => Promise<void>;
  let upload: () => Socket;
  let ends: string[];
  beforeEach(async () => {
    ends = [];
    const server = httpServer((request, response) => {
      const received = text(request).then(
        (body) => `whole: ${body}`,
        (error: unknown) => `broken: ${String(error)}`,
      );
      void received.then((end) => {
        ends.push(end);
        response.end(end);
      });
    }, IDLE);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    upload = () => {
      const socket = connect(port, '127.0.0.1');
      socket.write('PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n');
      return socket;
    };
    close = async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
  });
  afterEach(() => close());

  it('allows an upload to take longer than the idle timeout while data arrives', async () => {
    const socket = upload();
    const answer = once(socket, 'data');
    for (let n = 0; n < 10; n += 1) {
      await sleep(IDLE / 5);
      socket.write(String(n));
    }
    await answer;
    expect(ends).toEqual(['whole: 0123456789']);
    socket.destroy();
  });

  it('disconnects an upload that stalls', async () => {
    const socket = upload();
    socket.write('01234');
    await once(socket, 'close');
    await waitUntil(() => ends.length > 0);
    expect(ends).toEqual(['broken: Error: aborted']);
  });

  it('gives headers a minute, and a whole request more than an upload takes', async () => {
    const { requestTimeout, headersTimeout, timeout } = httpServer(() => undefined);
    expect({ requestTimeout, headersTimeout, timeout }).toEqual({
      requestTimeout: 1_200_000,
      headersTimeout: 60_000,
      timeout: 60_000,
    });
    expect(requestTimeout).toBeGreaterThan(GRANT_LIFETIME + GRACE);
  });
});
