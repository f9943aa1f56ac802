import { createPrivateKey, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressKey } from '@thumbing/adapters';
import type { Webhook } from '@thumbing/config';
import { exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import { hasCode } from '../util/has-code.ts';
import { createFile, replaceFile } from './atomic-file.ts';

interface KeyFolder {
  readonly keys: string;
  readonly staging: string;
}

/** Bytes of the key of grants. A shorter one can be guessed, and an empty one is known to everybody. */
const GRANT_KEY_BYTES = 32;

/**
 * HMAC key of upload grants. Stored, so that grants survive a restart. Throws if the stored key has another
 * length.
 */
export async function grantSecret({ keys, staging }: KeyFolder): Promise<Buffer> {
  const path = join(keys, 'grants');
  if ((await readIfPresent(path)) === undefined) {
    await createFile(staging, path, (file) => file.writeFile(randomBytes(GRANT_KEY_BYTES)));
  }
  return grantSecretOf(path, await readFile(path));
}

function grantSecretOf(path: string, stored: Buffer): Buffer {
  if (stored.length === GRANT_KEY_BYTES) return stored;
  const problem = `it has ${stored.length} bytes, but a key has ${GRANT_KEY_BYTES}`;
  throw unusable(path, problem, 'which ends the grants that are open');
}

/** Two keys are valid at once, so that one can replace the other: what it signed may be in pages for a while. */
const addressKeyFile = z.strictObject({
  keys: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[\w-]{1,16}$/),
        secret: z.string().min(GRANT_KEY_BYTES),
      }),
    )
    .min(1)
    .max(2),
});

/** Name of the file of the keys that sign addresses. */
export const ADDRESS_KEYS_FILE = 'addresses.json';

/**
 * Keys that sign addresses; the first one is that of new signatures. Stored, so that signed addresses survive a restart. Throws
 * if the stored file has none.
 */
export async function addressKeys({ keys, staging }: KeyFolder): Promise<readonly AddressKey[]> {
  const path = join(keys, ADDRESS_KEYS_FILE);
  if ((await readIfPresent(path)) === undefined) {
    const text = textOfAddressKeys([newAddressKey([])]);
    await createFile(staging, path, (file) => file.writeFile(text));
  }
  return addressKeysOf(path, await readFile(path));
}

/** Ids of keys, as a rotation leaves them. */
export interface KeyRotation {
  /** The key that signs from now on. */
  readonly added: string;
  /** The key that signed until now, and stays valid. */
  readonly kept: string;
  /** Keys that are no longer valid. */
  readonly dropped: readonly string[];
}

/**
 * Puts a new key before the first one, and drops the others. Returns `undefined` if no keys are stored. Throws if the stored
 * file has none.
 */
export async function rotateAddressKeys({
  keys,
  staging,
}: KeyFolder): Promise<KeyRotation | undefined> {
  const path = join(keys, ADDRESS_KEYS_FILE);
  const file = await readIfPresent(path);
  if (file === undefined) return undefined;
  const stored = addressKeysOf(path, file);
  const [kept, ...others] = stored;
  const key = newAddressKey(stored);
  // A backup has no such folder.
  await mkdir(staging, { recursive: true, mode: 0o700 });
  await replaceFile(staging, path, Buffer.from(textOfAddressKeys([key, kept])));
  return { added: key.id, kept: kept.id, dropped: others.map(({ id }) => id) };
}

/** A key with a number above those of others, so that no id comes to stand for another secret. */
function newAddressKey(others: readonly AddressKey[]): AddressKey {
  const numbers = others.map(({ id }) => Number(/^k(\d{1,9})$/.exec(id)?.[1] ?? 0));
  const id = `k${Math.max(0, ...numbers) + 1}`;
  return { id, secret: randomBytes(GRANT_KEY_BYTES).toString('base64url') };
}

const textOfAddressKeys = (keys: readonly AddressKey[]): string =>
  JSON.stringify({ keys }, undefined, 2);

function addressKeysOf(path: string, stored: Buffer): readonly [AddressKey, ...AddressKey[]] {
  const [first, ...others] = parseJson(addressKeyFile, stored)?.keys ?? [];
  if (first) return [first, ...others];
  const problem = 'it is not { "keys": [{ "id", "secret" }]} with one key or two';
  throw unusable(path, problem, 'which ends the signatures of addresses');
}

const privateKey = z
  .looseObject({
    kty: z.literal('RSA'),
    n: z.string(),
    e: z.string(),
    d: z.string(),
    kid: z.string().min(1),
  })
  .refine(isPrivateKey);
export type PrivateKey = z.output<typeof privateKey>;

function isPrivateKey(jwk: Readonly<Record<string, unknown>>): boolean {
  try {
    createPrivateKey({ key: jwk, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Signing key of the built-in issuer, as a JWK. Stored, so that tokens survive a restart. Throws if the
 * stored key is none.
 */
export async function issuerKey({ keys, staging }: KeyFolder): Promise<PrivateKey> {
  const path = join(keys, 'issuer.json');
  if ((await readIfPresent(path)) === undefined) {
    const pair = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(pair.privateKey)), kid: randomBytes(8).toString('hex') };
    await createFile(staging, path, (file) => file.writeFile(JSON.stringify(key)));
  }
  return issuerKeyOf(path, await readFile(path));
}

function issuerKeyOf(path: string, stored: Buffer): PrivateKey {
  const key = parseJson(privateKey, stored);
  if (key) return key;
  const problem = 'it is not a private RSA key in JSON';
  throw unusable(path, problem, 'which ends the tokens it has signed');
}

/** Secrets by the URL of the webhook: base64 of 24 bytes or more, as Standard Webhooks asks for. */
const secrets = z.record(z.string(), z.string().regex(/^(?:whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/));

export interface SignedWebhook extends Webhook {
  readonly secret: string;
}

/**
 * Webhooks with their signing secrets. A secret is made when its webhook is first configured, and stored.
 * Throws if the stored ones cannot be read.
 */
export async function webhookSecrets(
  { keys, staging }: KeyFolder,
  webhooks: readonly Webhook[],
): Promise<readonly SignedWebhook[]> {
  const path = join(keys, 'webhooks.json');
  const file = await readIfPresent(path);
  const stored = file ? webhookSecretsOf(path, file) : {};
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

function webhookSecretsOf(path: string, stored: Buffer): z.output<typeof secrets> {
  const parsed = parseJson(secrets, stored);
  if (parsed) return parsed;
  const problem = 'it is not a JSON object of webhook URLs and their secrets';
  throw unusable(path, problem, 'and give the new secrets to the receivers');
}

/** Files of the folder, each with a function that throws if its content cannot be used. */
const KEY_FILES = {
  grants: grantSecretOf,
  [ADDRESS_KEYS_FILE]: addressKeysOf,
  'issuer.json': issuerKeyOf,
  'webhooks.json': webhookSecretsOf,
};

/** Errors of the stored keys that cannot be used, by their files. Missing ones are made at the next start. */
export async function findUnusableKeys(keys: string): Promise<ReadonlyMap<string, unknown>> {
  const errors = new Map<string, unknown>();
  for (const [name, contentOf] of Object.entries(KEY_FILES)) {
    const path = join(keys, name);
    try {
      const file = await readIfPresent(path);
      if (file) contentOf(path, file);
    } catch (error) {
      errors.set(name, error);
    }
  }
  return errors;
}

async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Content of a JSON file, or `undefined` if it is another. Errors of parsers would quote the secret. */
function parseJson<T>(schema: z.ZodType<T>, file: Buffer): T | undefined {
  try {
    return schema.safeParse(JSON.parse(file.toString())).data;
  } catch {
    return undefined;
  }
}

/** Error for a stored secret that is not replaced by itself, since a backup may have it. */
const unusable = (path: string, problem: string, effect: string): Error =>
  new Error(
    `${path} cannot be used: ${problem}. Restore it from a backup, or remove it to have a new one made, ${effect}`,
  );
