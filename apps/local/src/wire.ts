import type { Config } from '@thumbing/config';
import { receiveOriginal } from '@thumbing/pipeline';
import { v7 as newId } from 'uuid';
import { diskOriginals } from './adapters/disk-originals.ts';
import { diskRenditions } from './adapters/disk-renditions.ts';
import { signedUploadGrants } from './adapters/signed-upload-grants.ts';
import { sqliteImageRecords } from './adapters/sqlite-image-records.ts';
import { systemClock as clock } from './adapters/system-clock.ts';
import { keysOfIssuer, tokenIdentity } from './adapters/token-identity.ts';
import { webhookEvents } from './adapters/webhook-events.ts';
import { PATHS } from './app.ts';
import { builtInIssuer } from './issuer.ts';
import { openQueues } from './queues.ts';
import type { State } from './state.ts';

export type Wired = ReturnType<typeof wire>;

/** Gives every port of the pipeline its adapter on this machine. `url` is the server's as clients see it. */
export function wire(config: Config, state: State, url: string) {
  const queues = openQueues(state.database, clock);
  const { auth } = config;
  const issuer = builtInIssuer(url, state.secrets.issuer, clock);
  return {
    config,
    clock,
    newId,
    queues,
    /** Only where no other issuer takes its place. */
    issuer: auth ? undefined : issuer,
    staging: state.staging,
    records: sqliteImageRecords(state.database),
    originals: diskOriginals(state.originals),
    renditions: diskRenditions({
      directory: state.renditions,
      staging: state.staging,
      baseUrl: url + PATHS.assets,
    }),
    grants: signedUploadGrants({
      secret: state.secrets.grants,
      baseUrl: url + PATHS.uploads,
      clock,
    }),
    events: webhookEvents(config.webhooks, queues.webhooks),
    identity: tokenIdentity(auth ? { ...auth, keys: keysOfIssuer(auth.issuer) } : issuer),
    received: receiveOriginal(queues),
  };
}
