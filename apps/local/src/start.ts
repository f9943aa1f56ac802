import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Config } from '@thumbing/config';
import { allowLoaders } from '@thumbing/image-processor';
import { systemClock } from './adapters/system-clock.ts';
import { createApp } from './app.ts';
import { recover } from './housekeeping.ts';
import type { Log } from './log.ts';
import type { Options } from './options.ts';
import { openState } from './state.ts';
import { wire } from './wire.ts';
import { work } from './work.ts';

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
  const { config, dataDir, host, port, log } = options;
  allowLoaders([...new Set(Object.values(config.profiles).flatMap(({ accept }) => accept))]);
  const state = await openState(dataDir, config);
  const server = createServer();
  const listening = await listen(server, host, port);

  const url = options.publicUrl ?? `http://localhost:${listening}`;
  const deps = wire(config, state, url);
  const app = createApp({
    api: {
      ...deps,
      health: async () => void state.database.prepare('SELECT 1').get(),
      onError: (error) => log('a request could not be answered', error),
    },
    uploads: deps,
    renditions: state.renditions,
    issuer: deps.issuer,
  });
  const answer = getRequestListener(app.fetch);
  server.on('request', (incoming, outgoing) => void answer(incoming, outgoing));

  await recover(deps);
  const stopping = new AbortController();
  const working = work(deps, state, log, stopping.signal);

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
