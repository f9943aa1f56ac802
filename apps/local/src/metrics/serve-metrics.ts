import type { Clock } from '@thumbing/pipeline';
import { listen } from '../util/listen.ts';
import type { Log } from '../util/log.ts';
import { gauges, type GaugesDeps } from './gauges.ts';
import { metricsServer } from './metrics-server.ts';
import type { RecordedMetrics } from './recorded-metrics.ts';
import { storedBytes, type StoredBytes, type StoredBytesDeps } from './stored-bytes.ts';

export interface ServeMetricsDeps extends StoredBytesDeps, Omit<GaugesDeps, 'stored'> {
  readonly metrics: RecordedMetrics;
  readonly clock: Pick<Clock, 'sleep'>;
}

export interface MetricsAddress {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

export interface ServedMetrics {
  /** Port that the server listens on. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Milliseconds between two measurements of what is stored: each reads every record. */
const MEASURE_INTERVAL = 60 * 60 * 1_000;

/** Serves all metrics at an address of their own. */
export async function serveMetrics(
  deps: ServeMetricsDeps,
  { host, port }: MetricsAddress,
  log: Log,
): Promise<ServedMetrics> {
  const closing = new AbortController();
  let stored: StoredBytes | undefined;
  const server = metricsServer({
    families: async () => [
      ...deps.metrics.families(),
      ...(await gauges({ ...deps, stored: () => stored })),
    ],
    onError: (error) => log('the metrics could not be read', error),
  });
  const address = await listen(server, host, port);

  const measure = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      try {
        stored = await storedBytes(deps);
      } catch (error) {
        log('what is stored could not be measured', error);
      }
      await deps.clock.sleep(MEASURE_INTERVAL, closing.signal);
    }
  };
  const measuring = measure();
  return {
    port: address.port,
    close: async () => {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([measuring, closed]);
    },
  };
}
