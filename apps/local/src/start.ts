import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '@thumbing/adapters';
import { filesOf, makesOnRequest, type Config } from '@thumbing/config';
import { readMaterials } from '@thumbing/config/materials';
import { createRenderPool, formatsRead } from '@thumbing/image-processor/pool';
import type { Options } from './cli/options.ts';
import { compose, type Composition } from './compose.ts';
import { createApp, PATHS } from './http/app.ts';
import { cachedAssets } from './http/assets/cached-assets.ts';
import { onRequestDelivery, type OnRequestDeps } from './http/assets/on-request-delivery.ts';
import { httpServer } from './http/http-server.ts';
import { readinessChecks } from './http/readiness.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { startCheckpoints } from './storage/checkpoints.ts';
import { openDataDirectory, type DataDirectory } from './storage/data-directory.ts';
import { dataPaths } from './storage/data-paths.ts';
import { openReserve } from './storage/reserve.ts';
import { deletionOnReserve } from './storage/reserved-ports.ts';
import { listen } from './util/listen.ts';
import type { Log } from './util/log.ts';
import { throttledLog } from './util/throttled-log.ts';
import { isLoopbackAddress, publicUrlOf } from './util/public-url.ts';
import { recover } from './workers/recover.ts';
import { runWorkers } from './workers/run-workers.ts';
import { saveTime } from './workers/save-time.ts';

export interface StartOptions extends Pick<
  Options,
  'dataDir' | 'host' | 'port' | 'publicUrl' | 'acceptClock' | 'metrics'
> {
  readonly config: Config;
  readonly log: Log;
}

export interface Running {
  /** Public URL of the server. */
  readonly url: string;
  /** Port that it listens on. */
  readonly port: number;
  /** URL of the metrics, if they are served. */
  readonly metricsUrl: string | undefined;
  /** Secret that requests for tokens must have, if any. */
  readonly tokenSecret: string | undefined;
  /**
   * Accepts nothing new and finishes work in progress. Work that takes too long is given up, and begun again
   * after a restart; it is no failed attempt. Resolves within `GRACE`, whatever is in work.
   */
  stop(): Promise<void>;
}

/** Milliseconds that work in progress may take after `stop`: first messages, then requests. */
const GRACE = { work: 8_000, requests: 1_000 };

/** Starts the whole pipeline in this process. */
export async function start(options: StartOptions): Promise<Running> {
  const { config, dataDir, host, log } = options;
  const materials = readMaterials(config);
  checkMaterials(config, materials);
  const reserve = openReserve({ file: dataPaths(dataDir).reserve, log });
  const dataDirectory = await reserve.lend(() => openDataDirectory(dataDir, config));
  // Requests that arrive during the start wait for its end.
  const ready = Promise.withResolvers<RequestListener>();
  const server = httpServer((...request) => void ready.promise.then((to) => to(...request)));
  const address = await listen(server, host, options.port);

  const url = publicUrlOf({ ...options, port: address.port });
  const tokenSecret = tokenSecretFor(config, options, address);
  const deps = await reserve.lend(() =>
    compose(config, dataDirectory, { ...options, reserve, url, tokenSecret }),
  );
  // Before the first request, so that an upload in progress is not taken for one left behind.
  await recover({
    ...deps,
    onError: (error, { id }) => log(`image ${id}: recovery failed`, error),
  });
  // Renders in processes of their own: a decoder that crashes or never ends takes neither the API nor delivery along. Those on
  // request have others than uploads, so that neither waits for the other.
  const pool = createRenderPool();
  const onRequest = createRenderPool();
  if (Object.values(config.profiles).some(makesOnRequest)) onRequest.start();
  ready.resolve(listenerOf({ ...deps, materials, onRequest }, dataDirectory, url, log));
  const receiving = new AbortController();
  const working = new AbortController();
  const stopSignals = { receiving: receiving.signal, working: working.signal };
  const served =
    options.metrics &&
    (await serveMetrics({ ...deps, pools: [pool, onRequest] }, options.metrics, log));
  const work = runWorkers({ ...deps, materials, pool }, log, stopSignals);
  const checkpoints = startCheckpoints(dataDirectory.database, log);

  return {
    url,
    port: address.port,
    metricsUrl:
      options.metrics && served && `${publicUrlOf({ ...options.metrics, ...served })}/metrics`,
    tokenSecret,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      receiving.abort();
      await atMost(GRACE.work, work);
      working.abort(new Error('the server is stopping'));
      await atMost(
        GRACE.requests,
        Promise.all([work, pool.close(), onRequest.close(), closed, served?.close()]),
      );
      server.closeAllConnections();
      saveTime(deps, log);
      await checkpoints.close();
      dataDirectory.database.close();
    },
  };
}

/** Throws where an image for watermarks is none, before an upload could meet it. */
function checkMaterials({ profiles }: Config, materials: ReturnType<typeof readMaterials>): void {
  for (const profile of Object.values(profiles)) formatsRead({ ...profile, ...materials });
}

function listenerOf(
  deps: Composition & OnRequestDeps,
  { database }: DataDirectory,
  url: string,
  log: Log,
): RequestListener {
  const logRefusal = throttledLog(log, deps.clock);
  const readiness = readinessChecks({ ...deps, database });
  const app = createApp({
    api: {
      ...deps,
      ...deletionOnReserve(deps, deps.reserve),
      readiness,
      // Grants that would only make a long queue longer.
      grantReadiness: { inbox: readiness.inbox },
      onError: (error) => log('a request failed', error),
      onInvalidToken: (reason) => logRefusal(`token refused: ${reason}`),
    },
    uploads: deps,
    delivery: onRequestDelivery(deps, log),
    prefix: new URL(url).pathname.replace(/\/$/, ''),
    tokens: deps.tokens,
  });
  const respond = getRequestListener(app.fetch);
  const { assets: cache, config } = deps;
  return cachedAssets(
    {
      cache,
      root: `${PATHS.assets}/`,
      publicFiles: publicFiles(config),
      origins: config.origins,
    },
    (incoming, outgoing) => void respond(incoming, outgoing),
  );
}

/** Files of variants in public profiles. */
const publicFiles = ({ profiles }: Config): ReadonlySet<string> =>
  new Set(
    Object.entries(profiles).flatMap(([name, profile]) =>
      profile.access === 'public' ? filesOf(profile).map((file) => `${name}/${file}`) : [],
    ),
  );

/** Secret for requests to the built-in issuer, unless only this machine reaches it, or there is none. */
function tokenSecretFor(
  { auth }: Config,
  { publicUrl }: StartOptions,
  { address }: AddressInfo,
): string | undefined {
  const isLocal = publicUrl === undefined && isLoopbackAddress(address);
  return auth || isLocal ? undefined : randomBytes(24).toString('base64url');
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, systemClock.sleep(milliseconds, done.signal)]);
  done.abort();
}
