import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtinProfiles } from '@thumbing/config';
import type { Report } from './benchmark.ts';
import { makeOriginals, type Original } from './originals.ts';
import { renderAll, type Rendering, type Task } from './rendering.ts';
import { table } from './table.ts';
import { megabytes, seconds } from './units.ts';

const PROFILES = Object.keys(builtinProfiles);

/** As many threads for libvips as the function has cores, whatever this machine has. */
const THREADS = { VIPS_CONCURRENCY: '2' };

/**
 * Arenas of glibc's allocator. Where nobody sets them, sharp leaves libvips one thread; 0 leaves the number to
 * glibc too, and to libvips its threads.
 */
const ARENAS = ['unset', '0', '1', '2', '4'] as const;

/** What the function is deployed with. */
const COLD_ARENAS = '2';

interface Cold {
  readonly original: string;
  readonly profile: string;
  readonly rendering: Rendering;
}

interface Warm {
  readonly arenas: string;
  readonly renderings: readonly Rendering[];
}

/** How much memory processing takes: for one original, and from one to the next in a warm function. */
export async function memory(): Promise<Report> {
  if (process.platform !== 'linux') {
    throw new Error(`peaks are counted by Linux, and this is ${process.platform}: run it there`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'thumbing-bench-'));
  try {
    const { usual, heavy } = await makeOriginals(folder);
    const cold = await measureCold([...usual, ...heavy]);
    const warm = await measureWarm(usual);
    return { text: textOf(cold, warm), figures: { cold, warm }, missed: [] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureCold(originals: readonly Original[]): Promise<Cold[]> {
  const cold: Cold[] = [];
  for (const { name, file } of originals) {
    for (const profile of PROFILES) {
      const [rendering] = await renderAll([{ file, profile }], environment(COLD_ARENAS));
      if (rendering) cold.push({ original: name, profile, rendering });
    }
  }
  return cold;
}

async function measureWarm(originals: readonly Original[]): Promise<Warm[]> {
  const once: readonly Task[] = originals.flatMap(({ file }) =>
    PROFILES.map((profile) => ({ file, profile })),
  );
  const warm: Warm[] = [];
  for (const arenas of ARENAS) {
    warm.push({ arenas, renderings: await renderAll([...once, ...once], environment(arenas)) });
  }
  return warm;
}

const environment = (arenas: string) =>
  arenas === 'unset' ? THREADS : { ...THREADS, MALLOC_ARENA_MAX: arenas };

function textOf(cold: readonly Cold[], warm: readonly Warm[]): string {
  return [
    'Peak memory of one original in a fresh process, by profile; CPU and time of all',
    `(MALLOC_ARENA_MAX=${COLD_ARENAS}, 2 threads)`,
    '',
    coldTable(cold),
    '',
    'Memory of a process that makes the first five in every profile, and all again',
    '',
    warmTable(warm),
  ].join('\n');
}

function coldTable(cold: readonly Cold[]): string {
  const originals = [...new Set(cold.map(({ original }) => original))];
  return table([
    ['', ...PROFILES, 'CPU', 'time'],
    ...originals.map((name) => {
      const its = cold.filter(({ original }) => original === name).map((one) => one.rendering);
      return [name, ...its.map(({ peak }) => megabytes(peak)), ...timesOf(its)];
    }),
  ]);
}

function warmTable(warm: readonly Warm[]): string {
  return table([
    ['MALLOC_ARENA_MAX', 'threads', 'peak', 'after half', 'after all', 'CPU', 'time'],
    ...warm.map(({ arenas, renderings }) => [
      arenas,
      arenas === 'unset' ? '1' : '2',
      megabytes(Math.max(...renderings.map(({ peak }) => peak))),
      megabytes(renderings[renderings.length / 2 - 1]?.after ?? NaN),
      megabytes(renderings.at(-1)?.after ?? NaN),
      ...timesOf(renderings),
    ]),
  ]);
}

const timesOf = (renderings: readonly Rendering[]): string[] => [
  seconds(sum(renderings.map(({ cpu }) => cpu))),
  seconds(sum(renderings.map(({ wall }) => wall))),
];

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
