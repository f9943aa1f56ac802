import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setInterval } from 'node:timers';
import { probed, type Latencies } from '../event-loop/probe.ts';

/**
 * A process that asks for each URL in turn, at a constant rate, whether or not answers are late, and reports how long they
 * took when it is asked to.
 */
const [message] = (await once(process, 'message')) as unknown[];
const { urls, pause } = probed.parse(message);
const agent = new Agent({ keepAlive: true });
const latencies: Latencies = urls.map(() => []);

function ask(url: string, milliseconds: number[], before = performance.now()): void {
  const request = get(url, { agent }, (response) => {
    response.resume().on('end', () => void milliseconds.push(performance.now() - before));
  });
  // The server closes connections that were idle, perhaps just now.
  request.on('error', () => ask(url, milliseconds, before));
}

const timer = setInterval(() => {
  for (const [index, url] of urls.entries()) ask(url, latencies[index] ?? []);
}, pause);

// Nobody waits for it any more.
process.on('disconnect', () => process.exit());
process.on('message', () => {
  clearInterval(timer);
  process.send?.(latencies);
  process.disconnect();
});
