import type { RequestListener, Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '@thumbing/adapters';
import type { Config } from '@thumbing/config';
import { readMaterials } from '@thumbing/config/materials';
import { allowLoaders, formatsRead } from '@thumbing/image-processor';
import { createApp } from './http/app.ts';
import { httpServer } from './http/http-server.ts';
import type { Log } from './util/log.ts';
import { UsageError, type Options } from './cli/options.ts';
import { isLoopback, publicUrlOf } from './util/public-url.ts';
import { recover } from './workers/recover.ts';
import { openState } from './storage/data-directory.ts';
import { wire } from './compose.ts';
import { work } from './workers/run-workers.ts';

export interface StartOptions extends Pick<Options, 'dataDir' | 'host' | 'port' | 'publicUrl'> {
  readonly config: Config;
  readonly log: Log;
}

export interface Running {
  /** What clients call the server. */
  readonly url: string;
  /** Takes nothing new and finishes what was begun; what takes too long is done again at the next start. */
  stop(): Promise<void>;
}

/** How long what was begun may take to finish once the process is to stop: images, then requests. */
const GRACE = { work: 8_000, requests: 1_000 };

/** Starts the whole pipeline in this process. */
export async function start(options: StartOptions): Promise<Running> {
  const { config, dataDir, host, log } = options;
  requireIssuer(config, options);
  const materials = readMaterials(config);
  allowLoaders(
    Object.values(config.profiles).flatMap((profile) => formatsRead({ ...profile, ...materials })),
  );
  const state = await openState(dataDir, config);
  // Whoever asks before everything is in its place waits for that.
  const answer = Promise.withResolvers<RequestListener>();
  const server = httpServer((...request) => void answer.promise.then((to) => to(...request)));
  const port = await listen(server, host, options.port);

  const url = publicUrlOf({ ...options, port });
  const deps = await wire(config, state, url);
  const app = createApp({
    api: {
      ...deps,
      health: async () => void state.database.prepare('SELECT 1').get(),
      onError: (error) => log('a request could not be answered', error),
    },
    uploads: deps,
    renditionsFolder: state.renditionsFolder,
    prefix: new URL(url).pathname.replace(/\/$/, ''),
    tokens: deps.tokens,
  });
  // Before the first request: an upload that is arriving is none that was left.
  await recover({
    ...deps,
    onError: (error, { id }) => log(`image ${id}: it could not be taken up again`, error),
  });
  const respond = getRequestListener(app.fetch);
  answer.resolve((incoming, outgoing) => void respond(incoming, outgoing));
  const stopping = new AbortController();
  const working = work({ ...deps, materials }, log, stopping.signal);

  return {
    url,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      stopping.abort();
      await atMost(GRACE.work, working);
      await atMost(GRACE.requests, closed);
      server.closeAllConnections();
      state.database.close();
    },
  };
}

/**
 * A proxy on this machine that passes strangers on looks like this machine, unless it says so: whoever
 * has one must not rely on that.
 */
function requireIssuer({ auth }: Config, { publicUrl }: StartOptions): void {
  if (auth || publicUrl === undefined || isLoopback(new URL(publicUrl).host)) return;
  throw new UsageError(
    `clients call this server ${publicUrl}, and its own tokens are for this machine only; ` +
      'configure auth.issuer: whose tokens they are to bring',
  );
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, systemClock.sleep(milliseconds, done.signal)]);
  done.abort();
}

/** Answers the port, which is the system's choice when 0 is asked for. */
function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
