import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Webhook } from '@thumbing/config';
import { exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import { hasCode } from '../util/has-code.ts';
import { createFile, replaceFile } from './atomic-file.ts';

interface KeyFolder {
  readonly keys: string;
  readonly staging: string;
}

/** HMAC key of upload grants. Stored, so that grants survive a restart. */
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

/** Signing key of the built-in issuer, as a JWK. Stored, so that tokens survive a restart. */
export async function issuerKey({ keys, staging }: KeyFolder): Promise<PrivateKey> {
  const path = join(keys, 'issuer.json');
  const stored = await readJson(path);
  if (stored === undefined) {
    const pair = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(pair.privateKey)), kid: randomBytes(8).toString('hex') };
    await createFile(staging, path, (file) => file.writeFile(JSON.stringify(key)));
  }
  return privateKey.parse(stored ?? (await readJson(path)));
}

const secrets = z.record(z.string(), z.string());

export interface SignedWebhook extends Webhook {
  readonly secret: string;
}

/** Webhooks with their signing secrets. A secret is made when its webhook is first configured, and stored. */
export async function webhookSecrets(
  { keys, staging }: KeyFolder,
  webhooks: readonly Webhook[],
): Promise<readonly SignedWebhook[]> {
  const path = join(keys, 'webhooks.json');
  const stored = secrets.parse((await readJson(path)) ?? {});
  const all = new Map(Object.entries(stored));
  const secretOf = (url: string): string => {
    const secret = all.get(url) ?? `whsec_${randomBytes(24).toString('base64')}`;
    all.set(url, secret);
    return secret;
  };
  const signed = webhooks.map((webhook) => ({ ...webhook, secret: secretOf(webhook.url) }));
  if (all.size > Object.keys(stored).length) {
    const text = JSON.stringify(Object.fromEntries(all), undefined, 2);
    await replaceFile(staging, path, Buffer.from(text));
  }
  return signed;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
