import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Webhook } from '@thumbing/config';
import { exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import { createFile, isCode, replaceFile } from './atomic-file.ts';

interface KeyFolder {
  readonly keys: string;
  readonly staging: string;
}

/** What grants are signed with. Made once and kept, so that a grant outlives a restart. */
export async function grantSecret({ keys, staging }: KeyFolder): Promise<Buffer> {
  const path = join(keys, 'grants');
  await createFile(staging, path, (file) => file.writeFile(randomBytes(32)));
  return readFile(path);
}

const privateKey = z.looseObject({
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  kid: z.string(),
});
export type PrivateKey = z.output<typeof privateKey>;

/** The built-in issuer's key, as a JWK. Made once and kept, so that a token outlives a restart. */
export async function issuerKey({ keys, staging }: KeyFolder): Promise<PrivateKey> {
  const path = join(keys, 'issuer.json');
  const kept = await readJson(path);
  if (kept === undefined) {
    const pair = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(pair.privateKey)), kid: randomBytes(8).toString('hex') };
    await createFile(staging, path, (file) => file.writeFile(JSON.stringify(key)));
  }
  return privateKey.parse(kept ?? (await readJson(path)));
}

const secrets = z.record(z.string(), z.string());

export interface SignedWebhook extends Webhook {
  readonly secret: string;
}

/** The webhooks with the secret of each. Made at the first start that knows the webhook, and kept. */
export async function webhookSecrets(
  { keys, staging }: KeyFolder,
  webhooks: readonly Webhook[],
): Promise<readonly SignedWebhook[]> {
  const path = join(keys, 'webhooks.json');
  const kept = secrets.parse((await readJson(path)) ?? {});
  const all = new Map(Object.entries(kept));
  const secretOf = (url: string): string => {
    const secret = all.get(url) ?? `whsec_${randomBytes(24).toString('base64')}`;
    all.set(url, secret);
    return secret;
  };
  const signed = webhooks.map((webhook) => ({ ...webhook, secret: secretOf(webhook.url) }));
  if (all.size > Object.keys(kept).length) {
    const text = JSON.stringify(Object.fromEntries(all), undefined, 2);
    await replaceFile(staging, path, Buffer.from(text));
  }
  return signed;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
