import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Config } from '@thumbing/config';
import { openDatabase } from './adapters/database.ts';
import { discardHalfWritten } from './housekeeping.ts';
import { grantSecret, issuerKey, webhookSecrets, type PrivateKey } from './kept-secrets.ts';

/** Everything that the pipeline keeps, in one folder. */
export interface State {
  readonly database: DatabaseSync;
  /** Folders of files. */
  readonly originals: string;
  readonly renditions: string;
  /** Files that are being written. */
  readonly staging: string;
  readonly secrets: {
    /** What grants are signed with. */
    readonly grants: Buffer;
    /** What the built-in issuer signs tokens with. */
    readonly issuer: PrivateKey;
    /** What webhooks are signed with, by their URL. */
    readonly webhooks: ReadonlyMap<string, string>;
  };
}

/**
 * Opens the folder for this process alone, and makes what is missing. Only this user may look into it:
 * originals are nobody else's business.
 */
export async function openState(
  folder: string,
  { webhooks }: Pick<Config, 'webhooks'>,
): Promise<State> {
  const [originals, renditions, staging, keys] = [
    join(folder, 'originals'),
    join(folder, 'renditions'),
    join(folder, 'staging'),
    join(folder, 'keys'),
  ] as const;
  for (const path of [originals, renditions, staging, keys]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  const database = openDatabase(join(folder, 'thumbing.db'));
  await discardHalfWritten(staging);
  const secrets = {
    grants: await grantSecret({ keys, staging }),
    issuer: await issuerKey({ keys, staging }),
    webhooks: await webhookSecrets({ keys, staging }, webhooks),
  };
  return { database, originals, renditions, staging, secrets };
}
