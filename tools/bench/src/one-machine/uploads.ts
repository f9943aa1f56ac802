import { readFile } from 'node:fs/promises';
import { image } from '@thumbing/config';
import * as z from 'zod';

const token = z.object({ access_token: z.string() });
const granted = z.object({
  self: z.string(),
  upload: z.object({ method: z.string(), url: z.url(), headers: z.record(z.string(), z.string()) }),
});

/** Uploads so many originals from clients that each wait until theirs is ready before they send the next. */
export const uploadAll = (
  url: string,
  originals: readonly Buffer[],
  clients: number,
): Promise<void> =>
  fromClients(url, originals, clients, async (ask, original) => {
    await untilReady(ask, await upload(ask, original));
  });

/** The task of `processes/upload-burst.ts`. */
export const burst = z.object({
  url: z.url(),
  file: z.string(),
  count: z.int(),
  clients: z.int(),
});

/** Uploads an original so many times from clients that each send one after the other, and wait for none to be ready. */
export async function uploadBurst({ url, file, count, clients }: z.output<typeof burst>) {
  const original = await readFile(file);
  const originals = Array.from({ length: count }, () => original);
  await fromClients(url, originals, clients, async (ask, each) => {
    await upload(ask, each);
  });
}

async function fromClients(
  url: string,
  originals: readonly Buffer[],
  clients: number,
  send: (ask: Ask, original: Buffer) => Promise<void>,
): Promise<void> {
  const waiting = originals.values();
  const client = async (_: unknown, number: number): Promise<void> => {
    const ask = await signedIn(url, `client-${number}`);
    for (const original of waiting) await send(ask, original);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

type Ask = (path: string, init?: RequestInit) => Promise<unknown>;

async function signedIn(url: string, sub: string): Promise<Ask> {
  const response = await fetch(`${url}/dev/token`, {
    method: 'POST',
    body: JSON.stringify({ sub }),
  });
  const { access_token } = token.parse(await response.json());
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  return async (path, init) => {
    const answer = await fetch(new URL(path, url), { headers, ...init });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

/** Uploads an original, and returns the path of its image. */
async function upload(ask: Ask, original: Buffer): Promise<string> {
  const body = JSON.stringify({
    profile: 'avatar',
    contentType: 'image/jpeg',
    bytes: original.length,
  });
  const { self, upload } = granted.parse(await ask('/v1/images', { method: 'POST', body }));
  const { ok, status } = await fetch(upload.url, { ...upload, body: new Uint8Array(original) });
  if (!ok) throw new Error(`an upload was answered with ${status}`);
  return self;
}

async function untilReady(ask: Ask, self: string): Promise<void> {
  for (;;) {
    const found = image.parse(await ask(`${self}?wait=20`));
    if (found.status === 'ready') return;
    if (found.error) throw new Error(`an upload is ${found.status}: ${found.error.detail}`);
  }
}
