import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Picture {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

/** Fetches from CloudFront what a browser would. Its name leads to the emulator, which goes by the name in the request. */
export async function fetchPicture(
  endpoint: string,
  url: string,
  accept = 'image/*',
): Promise<Picture> {
  const { host, pathname } = new URL(url);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { host, accept };
    request(new URL(pathname, endpoint), { headers }, resolve).once('error', reject).end();
  });
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    bytes: await buffer(answer),
  };
}
