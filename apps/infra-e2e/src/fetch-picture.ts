import { request, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Picture {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
}

/** Fetches a URL of CloudFront from the emulator, which finds the distribution by the `Host` header. */
export async function fetchPicture(
  endpoint: string,
  url: string,
  accept = 'image/*',
): Promise<Picture> {
  const { host, pathname } = new URL(url);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { host, accept };
    request(new URL(pathname, endpoint), { headers }, resolve).once('error', reject).end();
  });
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    bytes: await buffer(response),
  };
}
