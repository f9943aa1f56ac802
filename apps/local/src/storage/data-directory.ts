import { readdirSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { AddressKey } from '@thumbing/adapters';
import type { Config } from '@thumbing/config';
import { dataPaths } from './data-paths.ts';
import { openDatabase } from './database.ts';
import {
  addressKeys,
  grantSecret,
  issuerKey,
  webhookSecrets,
  type PrivateKey,
  type SignedWebhook,
} from './secret-store.ts';

/** Folder with all data of the pipeline, opened by one process. */
export interface DataDirectory {
  readonly database: DatabaseSync;
  readonly originalsFolder: string;
  readonly renditionsFolder: string;
  readonly cacheFolder: string;
  /** Folder for files that are being written. */
  readonly stagingFolder: string;
  /** HMAC key of upload grants. */
  readonly grantSecret: Buffer;
  /** Keys that sign addresses. */
  readonly addressKeys: readonly AddressKey[];
  /** Reads them again: a rotation replaces them while the server runs. */
  readonly readAddressKeys: () => Promise<readonly AddressKey[]>;
  /** Signing key of the built-in issuer, made on first use: not every configuration needs it. */
  readonly issuerKey: () => Promise<PrivateKey>;
  /** Configured webhooks with their signing secrets. */
  readonly webhooks: readonly SignedWebhook[];
}

/**
 * Opens the folder for this process alone, creating missing parts and removing files that an earlier
 * process was writing when it died. Only this user may read the folder, since originals are private. Throws if
 * the database is not that of the files.
 */
export async function openDataDirectory(
  folder: string,
  { webhooks }: Pick<Config, 'webhooks'>,
): Promise<DataDirectory> {
  const { database: file, originals, renditions, cache, staging, keys } = dataPaths(folder);
  const folders = [
    originals,
    renditions,
    join(cache, 'copies'),
    join(cache, 'renditions'),
    staging,
    keys,
  ];
  for (const path of folders) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  // Opening fails while another process uses the folder: only then is staging ours to empty.
  const database = openDatabase(file, () => requireNone({ originals, renditions }, file));
  for (const name of await readdir(staging)) await rm(join(staging, name));
  const keyFolder = { keys, staging };
  return {
    database,
    originalsFolder: originals,
    renditionsFolder: renditions,
    cacheFolder: cache,
    stagingFolder: staging,
    grantSecret: await grantSecret(keyFolder),
    addressKeys: await addressKeys(keyFolder),
    readAddressKeys: () => addressKeys(keyFolder),
    issuerKey: () => issuerKey(keyFolder),
    webhooks: await webhookSecrets(keyFolder, webhooks),
  };
}

/**
 * Throws if there are files, since a new database would know none of them: nobody would see them again, and
 * their owners could not delete them.
 */
function requireNone(folders: Readonly<Record<string, string>>, database: string): void {
  const counts = Object.entries(folders).map(([name, folder]) => ({
    name,
    count: readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ).length,
  }));
  if (counts.every(({ count }) => count === 0)) return;
  const found = counts.map(({ name, count }) => `${name}: ${count}`).join(', ');
  throw new Error(
    `${database} is missing or empty, but files are left beside it (${found}): restore the database from a ` +
      'backup, or move the whole folder away to begin with an empty one',
  );
}
