import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect } from 'node:net';
import { SECURITY_HEADERS } from '@thumbing/config';
import { raw } from '../testing/raw.ts';
import { httpServer } from './http-server.ts';

describe('a request that cannot be read', () => {
  const HEAD = 'Host: localhost\r\n';
  let close: () => Promise<void>;
  let listener: RequestListener;
  let url: string;
  beforeEach(async () => {
    listener = (_, response) => void response.end('fine');
    const server = httpServer((...request) => listener(...request));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    url = `http://127.0.0.1:${port}`;
    close = async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
  });
  afterEach(() => close());

  /** Status lines and headers of everything that was received. */
  const answersIn = (received: string) =>
    received
      .split(/(?=HTTP\/1\.1 )/)
      .map((answer) => answer.split('\r\n\r\n')[0]?.split('\r\n') ?? [])
      .map(([status, ...lines]) => ({
        status,
        headers: Object.fromEntries(lines.map((line) => line.toLowerCase().split(': '))) as unknown,
      }));

  it.each([
    ['what is no request', '400 Bad Request', 'nonsense\r\n\r\n'],
    [
      'two lengths of one body',
      '400 Bad Request',
      `PUT / HTTP/1.1\r\n${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ],
    [
      'headers without end',
      '431 Request Header Fields Too Large',
      `GET / HTTP/1.1\r\n${HEAD}X: ${'x'.repeat(20_000)}`,
    ],
  ])('is answered with the security headers: %s', async (_, status, request) => {
    expect(answersIn(await raw(url, request))).toEqual([
      {
        status: `HTTP/1.1 ${status}`,
        headers: expect.objectContaining({
          ...SECURITY_HEADERS.api,
          connection: 'close',
        }) as unknown,
      },
    ]);
  });

  /** Sends nonsense when an answer, or its beginning, has arrived. Returns all that is received. */
  const nonsenseAfterAnswer = async (request: string): Promise<string> => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.once('data', () => socket.write('nonsense\r\n'));
    // A connection that is reset has an end too.
    socket.on('error', () => undefined);
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.write(request);
    await once(socket, 'close');
    return received;
  };
  const CHUNKED = `POST / HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n`;

  it('is answered, and aborted, while its body arrives', async () => {
    const aborted = Promise.withResolvers<unknown>();
    listener = (request) => void request.resume().on('error', aborted.resolve);
    expect(answersIn(await raw(url, `${CHUNKED}nonsense\r\n`))).toMatchObject([
      { status: 'HTTP/1.1 400 Bad Request' },
    ]);
    expect(await aborted.promise).toMatchObject({ code: 'ECONNRESET' });
  });

  it('is not answered after another one', async () => {
    const received = await nonsenseAfterAnswer(`GET / HTTP/1.1\r\n${HEAD}\r\n`);
    expect(answersIn(received)).toMatchObject([{ status: 'HTTP/1.1 200 OK' }]);
  });

  it('gets no second answer when one has begun', async () => {
    listener = (request, response) => {
      response.write('begun');
      request.resume().on('error', () => undefined);
    };
    const received = await nonsenseAfterAnswer(CHUNKED);
    expect(answersIn(received)).toMatchObject([{ status: 'HTTP/1.1 200 OK' }]);
  });
});
