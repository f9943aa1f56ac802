import { builtinProfiles } from '@thumbing/config';
import type { Report } from '../benchmark.ts';
import { tableOf } from '../comparisons.ts';
import type { RenderTaskInput } from '../interleaved/render-task.ts';
import { inFolder } from '../in-folder.ts';
import { onLinux } from '../on-linux.ts';
import { writeJpeg, writeMoving, writePng, writeWebp } from '../pictures/originals.ts';
import { renderAll, type Maker, type Rendering } from './rendering.ts';
import { settingsCost } from './settings-cost.ts';
import { LIKE_THE_FUNCTION, type Start } from '../settings.ts';
import { median, sum } from '../statistics.ts';
import { megabytes, milliseconds, percent, seconds } from '../units.ts';

const IMAGES = 1_000;
/** By then a process has met every kind of original with every profile, and its memory has found its size. */
const WARM = 400;
/** It is flat if the second half of what follows keeps no more than this above the first. */
const MOST_GROWTH = 0.05;

interface Settings {
  readonly start: Start;
  readonly cache?: boolean;
  readonly maker?: Maker;
  /** Processes that are started so, one after the other; 1, where it says nothing. */
  readonly times?: number;
}

/** What the function is deployed with, and what decides: as glibc's heap falls out differently each time, three times. */
const DEPLOYED = 'as the function is';
const TIMES = 3;

const TWO_AND_TWO: Start['env'] = { MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '2' };
/**
 * Bytes from which on a block goes back to the system when it is freed, and of those that a heap keeps at its end. Not
 * deployed: a process keeps 25 MB less, but the photo profile takes 2 % more CPU.
 */
const GIVEN_BACK: Start['env'] = {
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '4194304',
};

/** 0 arenas are as many as glibc likes, which is what sharp avoids by one thread for libvips where nobody sets them. */
const SETTINGS: Readonly<Record<string, Settings>> = {
  'nothing set': { start: { env: {} } },
  'arenas 0, threads 2': { start: { env: { ...TWO_AND_TWO, MALLOC_ARENA_MAX: '0' } } },
  'arenas 1, threads 2': { start: { env: { ...TWO_AND_TWO, MALLOC_ARENA_MAX: '1' } } },
  'arenas 2, threads 2': { start: { env: TWO_AND_TWO } },
  [DEPLOYED]: { start: LIKE_THE_FUNCTION, times: TIMES },
  'the same, collecting often': { start: { ...LIKE_THE_FUNCTION, flags: [] } },
  'the same, blocks back': {
    start: { ...LIKE_THE_FUNCTION, env: { ...LIKE_THE_FUNCTION.env, ...GIVEN_BACK } },
  },
  'the same, cache off': { start: LIKE_THE_FUNCTION, cache: false },
  'the same, bare sharp': { start: LIKE_THE_FUNCTION, maker: 'three calls' },
};

interface Row {
  readonly settings: string;
  /** Of each process. */
  readonly runs: readonly (readonly Rendering[])[];
  readonly growth: number;
}

/** What a process keeps that makes a thousand images, one after the other, by how it was started. */
export async function steadyMemory(tell: (what: string) => void): Promise<Report> {
  onLinux('peaks are counted by Linux');
  const { rows, cost } = await inFolder(async (folder) => {
    const works = await worksIn(folder);
    const rows: Row[] = [];
    for (const [settings, { start, times = 1, ...how }] of Object.entries(SETTINGS)) {
      const runs: Rendering[][] = [];
      while (runs.length < times) {
        tell(settings);
        runs.push(await renderAll(works, start, how));
      }
      rows.push({ settings, runs, growth: median(runs.map(growthOf)) });
    }
    tell('what the settings cost');
    return { rows, cost: await settingsCost(folder, { env: TWO_AND_TWO }) };
  });
  const typical = ({ runs }: Row, figure: (run: readonly Rendering[]) => number): number =>
    median(runs.map(figure));
  const after = (row: Row, images: number): string =>
    megabytes(typical(row, (run) => run[images - 1]?.after ?? NaN));
  return {
    tables: [
      {
        title: `What a process keeps that makes ${IMAGES.toLocaleString('en')} images, one after the other`,
        rows: [
          ['', 'peak', 'after 500', '1,000', 'growth', '', 'CPU'],
          ...rows.map((row) => [
            row.settings,
            megabytes(typical(row, (run) => Math.max(...run.map(({ peak }) => peak)))),
            after(row, 500),
            after(row, IMAGES),
            percent(row.growth),
            row.growth <= MOST_GROWTH ? 'flat' : 'grows',
            seconds(typical(row, (run) => sum(run.map(({ cpu }) => cpu)))),
          ]),
        ],
        notes: [
          `Growth is how much more the median is that was kept after the last ${(IMAGES - WARM) / 2} images than after as many before; up to ${percent(MOST_GROWTH)} is flat. The function has two arenas and threads, a small space for V8's young objects, and a heap that V8 seldom collects; its figures are medians of ${TIMES} processes, for what is kept differs from one to the next.`,
        ],
      },
      tableOf(cost, milliseconds),
    ],
    figures: { images: IMAGES, rows, cost: cost.comparisons },
    missed: rows
      .filter(({ settings, growth }) => settings === DEPLOYED && growth > MOST_GROWTH)
      .map(
        ({ growth }) =>
          `memory of a process that makes image after image grows by ${percent(growth)}`,
      ),
  };
}

/** Photos, graphics and animations of up to twelve megapixels, for thumbnails and for pages. */
async function worksIn(folder: string): Promise<RenderTaskInput[]> {
  const files = [
    await writeJpeg(folder, 1, 1),
    await writeJpeg(folder, 2, 2),
    await writePng(folder, 1, 3),
    await writeJpeg(folder, 6, 4),
    await writeWebp(folder, 2, 5),
    await writeJpeg(folder, 12, 6),
    await writeMoving(folder, 12),
  ];
  const { avatar, banner, photo } = builtinProfiles;
  const { w320, w640, w1024 } = photo.variants;
  const profiles: Omit<RenderTaskInput, 'file'>[] = [
    { variants: avatar.variants, formats: ['webp', 'jpeg'] },
    { variants: { w320, w640, w1024 }, formats: ['webp', 'jpeg'] },
    { variants: avatar.variants, formats: ['webp', 'jpeg'] },
    { variants: banner.variants, formats: ['webp', 'jpeg'] },
    { variants: avatar.variants, formats: ['avif', 'webp', 'jpeg'] },
  ];
  return Array.from({ length: IMAGES }, (_, index) => ({
    ...at(profiles, index),
    file: at(files, index),
  }));
}

function at<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new RangeError('there is nothing to choose from');
  return value;
}

function growthOf(run: readonly Rendering[]): number {
  const kept = run.slice(WARM).map(({ after }) => after);
  const half = kept.length / 2;
  return median(kept.slice(half)) / median(kept.slice(0, half)) - 1;
}
