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
/** Images after which a process has seen every kind of original with every profile, and its memory is steady. */
const WARM = 400;
/** Growth of resident memory, from the first half of the following images to the second, that counts as flat. */
const MOST_GROWTH = 0.05;

interface Settings {
  readonly start: Start;
  readonly cache?: boolean;
  readonly maker?: Maker;
  /** Consecutive processes with these settings; 1 without it. */
  readonly times?: number;
}

/** The deployed settings, which decide. Three processes, because glibc's heap differs from one to the next. */
const DEPLOYED = 'as the function is';
const TIMES = 3;

const TWO_AND_TWO: Start['env'] = { MALLOC_ARENA_MAX: '2', VIPS_CONCURRENCY: '2' };
/**
 * Bytes of a block that is mapped on its own, and so returned to the system when it is freed, and bytes that a heap
 * keeps at its top. Not deployed: a process keeps 25 MB less, but the photo profile takes 2 % more CPU.
 */
const RETURNED_BLOCKS: Start['env'] = {
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '4194304',
};

/** 0 arenas are as many as glibc chooses; where none are set, sharp avoids that by giving libvips one thread. */
const SETTINGS: Readonly<Record<string, Settings>> = {
  'nothing set': { start: { env: {} } },
  'arenas 0, threads 2': { start: { env: { ...TWO_AND_TWO, MALLOC_ARENA_MAX: '0' } } },
  'arenas 1, threads 2': { start: { env: { ...TWO_AND_TWO, MALLOC_ARENA_MAX: '1' } } },
  'arenas 2, threads 2': { start: { env: TWO_AND_TWO } },
  [DEPLOYED]: { start: LIKE_THE_FUNCTION, times: TIMES },
  'the same, collecting often': { start: { ...LIKE_THE_FUNCTION, flags: [] } },
  'the same, blocks returned': {
    start: { ...LIKE_THE_FUNCTION, env: { ...LIKE_THE_FUNCTION.env, ...RETURNED_BLOCKS } },
  },
  'the same, cache off': { start: LIKE_THE_FUNCTION, cache: false },
  'the same, bare sharp': { start: LIKE_THE_FUNCTION, maker: 'three calls' },
};

interface Row {
  readonly settings: string;
  /** Renderings of each process. */
  readonly runs: readonly (readonly Rendering[])[];
  readonly growth: number;
}

/** Resident memory of a process that makes a thousand images, by its settings. */
export async function steadyMemory(log: (message: string) => void): Promise<Report> {
  onLinux('peaks are read from /proc');
  const { rows, cost } = await inFolder(async (folder) => {
    const tasks = await tasksIn(folder);
    const rows: Row[] = [];
    for (const [settings, { start, times = 1, ...how }] of Object.entries(SETTINGS)) {
      const runs: Rendering[][] = [];
      while (runs.length < times) {
        log(settings);
        runs.push(await renderAll(tasks, start, how));
      }
      rows.push({ settings, runs, growth: median(runs.map(growthOf)) });
    }
    log('cost of the settings');
    return { rows, cost: await settingsCost(folder, { env: TWO_AND_TWO }) };
  });
  const typical = ({ runs }: Row, figure: (run: readonly Rendering[]) => number): number =>
    median(runs.map(figure));
  const after = (row: Row, images: number): string =>
    megabytes(typical(row, (run) => run[images - 1]?.after ?? NaN));
  return {
    tables: [
      {
        title: `Resident memory of a process that makes ${IMAGES.toLocaleString('en')} images, one after the other`,
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
          `Growth compares the median of resident memory after each of the last ${(IMAGES - WARM) / 2} images with that of as many before; up to ${percent(MOST_GROWTH)} is flat. The function has two arenas and threads, a small young generation of V8, and infrequent collections; its figures are medians of ${TIMES} processes, which differ.`,
        ],
      },
      tableOf(cost, milliseconds),
    ],
    figures: { images: IMAGES, rows, cost: cost.comparisons },
    missed: rows
      .filter(({ settings, growth }) => settings === DEPLOYED && growth > MOST_GROWTH)
      .map(
        ({ growth }) =>
          `resident memory of a process that makes many images grows by ${percent(growth)}`,
      ),
  };
}

/** Photos, graphics and animations of up to twelve megapixels, for thumbnails and for pages. */
async function tasksIn(folder: string): Promise<RenderTaskInput[]> {
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
  if (value === undefined) throw new RangeError('no values to choose from');
  return value;
}

function growthOf(run: readonly Rendering[]): number {
  const kept = run.slice(WARM).map(({ after }) => after);
  const half = kept.length / 2;
  return median(kept.slice(half)) / median(kept.slice(0, half)) - 1;
}
