import {
  addressSignatures,
  addressSigner,
  keysOfIssuer,
  systemClock,
  tokenIdentity,
} from '@thumbing/adapters';
import { SETTLED_STATUSES, type Config } from '@thumbing/config';
import { measuredEvents, type Clock } from '@thumbing/pipeline';
import { signAddresses, signImage } from '@thumbing/pipeline/delivery';
import { PATHS } from './http/app.ts';
import { assetCache, renditionsBesideCache } from './http/assets/asset-cache.ts';
import { builtInIssuer, type Issuer } from './http/built-in-issuer.ts';
import { signedUploadGrants } from './http/signed-upload-grants.ts';
import { recordedMetrics, type RecordedMetrics } from './metrics/recorded-metrics.ts';
import { openQueues } from './queues/open-queues.ts';
import { webhookEvents } from './queues/webhook-events.ts';
import { ascendingIds } from './storage/ascending-ids.ts';
import type { DataDirectory } from './storage/data-directory.ts';
import { diskCache, type DiskCache } from './storage/disk-cache.ts';
import { diskCopies, originalsWithCopies } from './storage/disk-copies.ts';
import { diskOriginals } from './storage/disk-originals.ts';
import { diskRenditions, renditionFiles } from './storage/disk-renditions.ts';
import { inventoryOf } from './storage/inventory.ts';
import type { Reserve } from './storage/reserve.ts';
import { recordsBesideReserve, renditionsBesideReserve } from './storage/reserved-ports.ts';
import { sqliteImageRecords } from './storage/sqlite-image-records.ts';
import { sqliteQuotas } from './storage/sqlite-quotas.ts';
import { rereadKeys } from './storage/reread-keys.ts';
import { largestStep, steadyClock } from './storage/steady-clock.ts';
import type { Log } from './util/log.ts';

export interface ComposeOptions {
  /** Public URL. */
  readonly url: string;
  readonly log: Log;
  readonly reserve: Reserve;
  /** Secret for requests to the built-in issuer. @default none: it answers this machine only */
  readonly tokenSecret?: string | undefined;
  readonly acceptClock?: boolean | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

export type Composition = Awaited<ReturnType<typeof compose>>;

/** Connects every port of the pipeline to its adapter on this machine. */
export async function compose(
  config: Config,
  dataDirectory: DataDirectory,
  options: ComposeOptions,
) {
  const { url, log, reserve, acceptClock, clock = systemClock } = options;
  const { database, renditionsFolder, stagingFolder: staging, grantSecret } = dataDirectory;
  const cache = cacheOf(config, dataDirectory, options);
  const files = renditionFiles({ directory: renditionsFolder, cache });
  const steady = steadyClock({
    database,
    clock,
    acceptClock,
    largestStep: largestStep(config.retention),
  });
  const metrics = metricsOf(config);
  const queues = openQueues({
    database,
    clock: steady,
    log,
    webhooks: dataDirectory.webhooks,
    onTaken: (seconds) => metrics.took('wait', seconds),
  });
  const records = recordsBesideReserve(sqliteImageRecords(database, log), reserve);
  const assets = assetCache(files);
  const renditions = diskRenditions({
    directory: renditionsFolder,
    staging,
    cache,
    baseUrl: url + PATHS.assets,
  });
  const keys = rereadKeys({
    keys: dataDirectory.addressKeys,
    read: dataDirectory.readAddressKeys,
    clock,
    onError: (error) =>
      log('the keys of addresses cannot be read; the last ones stay valid', error),
  });
  const signer = addressSigner({ keys });
  const { routes: tokens, ...issuer } = await issuerOf(config, dataDirectory, options);
  return {
    config,
    clock,
    steady,
    newId: ascendingIds(clock, records.newestId()),
    metrics,
    queues,
    tokens,
    staging,
    reserve,
    records,
    changes: records.changes,
    originals: originalsWithCopies(diskOriginals(dataDirectory.originalsFolder), cache),
    copies: diskCopies(cache),
    cache,
    files,
    renditions: renditionsBesideReserve(renditionsBesideCache(renditions, assets), reserve),
    assets,
    inventory: inventoryOf(dataDirectory),
    grants: signedUploadGrants({ secret: grantSecret, baseUrl: url + PATHS.uploads, clock }),
    quotas: sqliteQuotas({ database, clock }),
    signatures: addressSignatures({ keys, clock }),
    signAddresses: signAddresses({ config, records, renditions, signer, clock }),
    signImage: signImage({ config, signer, clock }),
    inbox: queues.inbox,
    events: measuredEvents(webhookEvents(queues.webhooks), { metrics, clock }),
    identity: tokenIdentity(issuer),
  };
}

/** Files that can be made again, as many as the configuration keeps. */
const cacheOf = (
  { delivery }: Config,
  { cacheFolder, stagingFolder }: DataDirectory,
  { log, clock = systemClock }: ComposeOptions,
): DiskCache =>
  diskCache({
    directory: cacheFolder,
    staging: stagingFolder,
    maxBytes: delivery.keepBytes,
    keepSeconds: delivery.keep,
    clock,
    onError: (error) => log('the cache could not be cleaned up', error),
  });

/** Metrics whose first change is seen: how images end is what alarms are made of. */
function metricsOf({ profiles }: Config): RecordedMetrics {
  const metrics = recordedMetrics();
  for (const profile of Object.keys(profiles)) {
    for (const end of SETTLED_STATUSES) metrics.expect('images', { profile, end });
  }
  for (const queue of ['inbox', 'webhook']) metrics.expect('failed_attempts', { queue });
  return metrics;
}

/** The configured issuer of tokens, or else the built-in one. */
async function issuerOf(
  { auth, origins }: Config,
  { issuerKey }: DataDirectory,
  { url, tokenSecret: secret, clock = systemClock }: ComposeOptions,
): Promise<Issuer> {
  if (auth) return { ...auth, keys: keysOfIssuer(auth.issuer) };
  return builtInIssuer({ url, origins, secret, key: await issuerKey(), clock });
}
