import { keysOfIssuer, systemClock as clock, tokenIdentity } from '@thumbing/adapters';
import type { Config } from '@thumbing/config';
import { v7 as newId } from 'uuid';
import { PATHS } from './http/app.ts';
import { builtInIssuer, type Issuer } from './http/built-in-issuer.ts';
import { signedUploadGrants } from './http/signed-upload-grants.ts';
import { openQueues } from './queues/open-queues.ts';
import { webhookEvents } from './queues/webhook-events.ts';
import type { DataDirectory } from './storage/data-directory.ts';
import { diskOriginals } from './storage/disk-originals.ts';
import { diskRenditions } from './storage/disk-renditions.ts';
import { sqliteImageRecords } from './storage/sqlite-image-records.ts';

export type Composition = Awaited<ReturnType<typeof compose>>;

export interface ComposeOptions {
  /** Public URL. */
  readonly url: string;
  /** Secret for requests to the built-in issuer. @default none: it answers this machine only */
  readonly tokenSecret?: string | undefined;
}

/** Connects every port of the pipeline to its adapter on this machine. */
export async function compose(
  config: Config,
  dataDirectory: DataDirectory,
  options: ComposeOptions,
) {
  const { url } = options;
  const { database, stagingFolder: staging, grantSecret } = dataDirectory;
  const queues = openQueues(database, clock, dataDirectory.webhooks);
  const { routes: tokens, ...issuer } = await issuerOf(config, dataDirectory, options);
  return {
    config,
    clock,
    newId,
    queues,
    tokens,
    staging,
    records: sqliteImageRecords(database),
    originals: diskOriginals(dataDirectory.originalsFolder),
    renditions: diskRenditions({
      directory: dataDirectory.renditionsFolder,
      staging,
      baseUrl: url + PATHS.assets,
    }),
    grants: signedUploadGrants({ secret: grantSecret, baseUrl: url + PATHS.uploads, clock }),
    inbox: queues.inbox,
    events: webhookEvents(queues.webhooks),
    identity: tokenIdentity(issuer),
  };
}

/** The configured issuer of tokens, or else the built-in one. */
async function issuerOf(
  { auth, origins }: Config,
  { issuerKey }: DataDirectory,
  { url, tokenSecret: secret }: ComposeOptions,
): Promise<Issuer> {
  if (auth) return { ...auth, keys: keysOfIssuer(auth.issuer) };
  return builtInIssuer({ url, origins, secret, key: await issuerKey(), clock });
}
