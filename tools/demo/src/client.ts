import { image, type Image } from '@thumbing/config';
import * as z from 'zod';

/** A client of the API, over plain HTTP. */
export interface Client {
  /** Uploads an original, and returns the path of the image. */
  upload(profile: string, contentType: string, original: Uint8Array): Promise<string>;
  /** Waits until the image is ready or has failed. */
  settled(self: string): Promise<Image>;
}

const granted = z.object({
  self: z.string(),
  upload: z.object({ method: z.string(), url: z.url(), headers: z.record(z.string(), z.string()) }),
});

/** Milliseconds that a request may take. */
const REQUEST_TIMEOUT = 60_000;

export async function signIn(url: string, sub: string): Promise<Client> {
  const ask = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT);
    const response = await fetch(new URL(path, url), { ...init, signal });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const post = (path: string, body: unknown, headers = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  const token = z.object({ access_token: z.string() }).parse(await post('/dev/token', { sub }));
  const headers = { authorization: `Bearer ${token.access_token}` };
  return {
    upload: async (profile, contentType, original) => {
      const request = { profile, contentType, bytes: original.length };
      const { self, upload } = granted.parse(await post('/v1/images', request, headers));
      await ask(upload.url, { ...upload, body: Buffer.from(original) });
      return self;
    },
    settled: async (self) => {
      for (;;) {
        const found = image.parse(await ask(`${self}?wait=20`, { headers }));
        if (found.status !== 'pending' && found.status !== 'processing') return found;
      }
    },
  };
}
