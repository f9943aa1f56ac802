import { autoQuality } from './auto-quality/auto-quality.ts';
import type { Benchmark } from './benchmark.ts';
import { coldStarts } from './cold-starts/cold-starts.ts';
import { delivery } from './delivery/delivery.ts';
import { encoders } from './encoders/encoders.ts';
import { growth } from './growth.ts';
import { eventLoop } from './event-loop/event-loop.ts';
import { functionMemory } from './memory/function-memory.ts';
import { memory } from './memory/memory.ts';
import { poolMemory } from './memory/pool-memory.ts';
import { steadyMemory } from './memory/steady-memory.ts';
import { throughput } from './throughput/throughput.ts';
import { renditions } from './renditions.ts';

/** In the order of the document. */
export const BENCHMARKS: ReadonlyMap<string, Benchmark> = new Map([
  ['renditions', renditions()],
  ['growth', growth],
  ['encoders', encoders],
  ['auto-quality', autoQuality],
  ['memory', memory],
  ['pool-memory', poolMemory],
  ['steady-memory', steadyMemory],
  ['function-memory', functionMemory],
  ['throughput', throughput],
  ['delivery', delivery],
  ['event-loop', eventLoop],
  ['cold-starts', coldStarts],
]);

/** Run when none is named: their goals are met on every machine, and they take minutes. */
export const WITH_GOALS: readonly string[] = ['memory', 'pool-memory', 'cold-starts'];
