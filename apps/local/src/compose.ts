import { keysOfIssuer, systemClock as clock, tokenIdentity } from '@thumbing/adapters';
import type { Config } from '@thumbing/config';
import { v7 as newId } from 'uuid';
import { diskOriginals } from './storage/disk-originals.ts';
import { diskRenditions } from './storage/disk-renditions.ts';
import { signedUploadGrants } from './http/signed-upload-grants.ts';
import { sqliteImageRecords } from './storage/sqlite-image-records.ts';
import { webhookEvents } from './queues/webhook-events.ts';
import { PATHS } from './http/app.ts';
import { builtInIssuer, type Issuer } from './http/built-in-issuer.ts';
import { openQueues } from './queues/open-queues.ts';
import type { State } from './storage/data-directory.ts';

export type Wired = Awaited<ReturnType<typeof wire>>;

/** Gives every port of the pipeline its adapter on this machine. `url` is the server's as clients see it. */
export async function wire(config: Config, state: State, url: string) {
  const queues = openQueues(state.database, clock, state.webhooks);
  const records = sqliteImageRecords(state.database);
  const { routes: tokens, ...issuer } = await issuerOf(config, state, url);
  return {
    config,
    clock,
    newId,
    queues,
    inbox: queues.inbox,
    tokens,
    staging: state.stagingFolder,
    records,
    originals: diskOriginals(state.originalsFolder),
    renditions: diskRenditions({
      directory: state.renditionsFolder,
      staging: state.stagingFolder,
      baseUrl: url + PATHS.assets,
    }),
    grants: signedUploadGrants({
      secret: state.grantSecret,
      baseUrl: url + PATHS.uploads,
      clock,
    }),
    events: webhookEvents(queues.webhooks),
    identity: tokenIdentity(issuer),
  };
}

/** Whoever signs the tokens: the configured issuer or, where there is none, the built-in one. */
async function issuerOf({ auth }: Config, { issuerKey }: State, url: string): Promise<Issuer> {
  if (auth) return { ...auth, keys: keysOfIssuer(auth.issuer) };
  return builtInIssuer(url, await issuerKey(), clock);
}
