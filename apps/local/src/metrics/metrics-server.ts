import { createServer, type Server } from 'node:http';
import { OPEN_METRICS_TYPE, openMetricsText, type Family } from './open-metrics-text.ts';

export interface MetricsServerDeps {
  readonly families: () => Promise<readonly Family[]>;
  readonly onError: (error: unknown) => void;
}

/**
 * Answers `GET /metrics`, and nothing else. A server of its own: a reverse proxy that forwards everything to the other one
 * does not publish it.
 */
export const metricsServer = ({ families, onError }: MetricsServerDeps): Server =>
  createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    families().then(
      (all) =>
        response.writeHead(200, { 'content-type': OPEN_METRICS_TYPE }).end(openMetricsText(all)),
      (error: unknown) => {
        onError(error);
        response.writeHead(500).end();
      },
    );
  });
