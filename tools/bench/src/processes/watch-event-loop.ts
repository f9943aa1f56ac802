import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Delays } from '../event-loop/watched.ts';

/**
 * Loaded into a server before its own program: measures the delay of its event loop, and writes it to the file that its
 * URL names at each signal, which begins the next measurement.
 */
const file = new URL(import.meta.url).searchParams.get('file') ?? '';
const RESOLUTION = 5;
const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
histogram.enable();
process.on('SIGUSR2', () => {
  const late = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION);
  const at = (percentile: number): number => late(histogram.percentile(percentile));
  const delays: Delays = { p50: at(50), p99: at(99), p999: at(99.9), max: late(histogram.max) };
  histogram.reset();
  writeFileSync(file, JSON.stringify(delays));
});
