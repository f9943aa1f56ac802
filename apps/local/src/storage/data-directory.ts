import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Config } from '@thumbing/config';
import { openDatabase } from './database.ts';
import { discardHalfWritten } from '../discard-half-written.ts';
import {
  grantSecret,
  issuerKey,
  webhookSecrets,
  type PrivateKey,
  type SignedWebhook,
} from './secret-store.ts';

/** Everything that the pipeline keeps, in one folder. */
export interface State {
  readonly database: DatabaseSync;
  readonly originalsFolder: string;
  readonly renditionsFolder: string;
  /** Files that are being written. */
  readonly stagingFolder: string;
  /** What grants are signed with. */
  readonly grantSecret: Buffer;
  /** What the built-in issuer signs tokens with; made when it is asked for, for not everyone needs it. */
  readonly issuerKey: () => Promise<PrivateKey>;
  /** The configured ones, each with what its events are signed with. */
  readonly webhooks: readonly SignedWebhook[];
}

/**
 * Opens the folder for this process alone, and makes what is missing. Only this user may look into it:
 * originals are nobody else's business.
 */
export async function openState(
  folder: string,
  { webhooks }: Pick<Config, 'webhooks'>,
): Promise<State> {
  const [originalsFolder, renditionsFolder, stagingFolder, keys] = [
    join(folder, 'originals'),
    join(folder, 'renditions'),
    join(folder, 'staging'),
    join(folder, 'keys'),
  ] as const;
  for (const path of [originalsFolder, renditionsFolder, stagingFolder, keys]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  const database = openDatabase(join(folder, 'thumbing.db'));
  await discardHalfWritten(stagingFolder);
  const keyFolder = { keys, staging: stagingFolder };
  return {
    database,
    originalsFolder,
    renditionsFolder,
    stagingFolder,
    grantSecret: await grantSecret(keyFolder),
    issuerKey: () => issuerKey(keyFolder),
    webhooks: await webhookSecrets(keyFolder, webhooks),
  };
}
