import { builtinProfiles } from '@thumbing/config';
import type { Report } from '../benchmark.ts';
import type { WorkInput } from '../contest/work.ts';
import { inFolder } from '../in-folder.ts';
import { onLinux } from '../on-linux.ts';
import { writeJpeg, writeMoving, writePng, writeWebp } from '../pictures/originals.ts';
import { renderAll, type Maker, type Rendering } from './rendering.ts';
import { LIKE_THE_FUNCTION, type Environment } from '../settings.ts';
import { median, sum } from '../statistics.ts';
import { megabytes, percent, seconds } from '../units.ts';

const IMAGES = 1_000;
/** By then a process has met every kind of original with every profile, and its memory has found its size. */
const WARM = 400;
/** It is flat if the second half of what follows keeps no more than this above the first. */
const MOST_GROWTH = 0.05;

interface Settings {
  readonly env: Environment;
  readonly cache?: boolean;
  readonly maker?: Maker;
}

/** What the function is deployed with. */
const DEPLOYED = 'arenas 2, threads 2';

/** 0 arenas are as many as glibc likes, which is what sharp avoids by one thread for libvips where nobody sets them. */
const SETTINGS: Readonly<Record<string, Settings>> = {
  'nothing set': { env: {} },
  'arenas 0, threads 2': { env: { MALLOC_ARENA_MAX: '0', VIPS_CONCURRENCY: '2' } },
  'arenas 1, threads 2': { env: { MALLOC_ARENA_MAX: '1', VIPS_CONCURRENCY: '2' } },
  [DEPLOYED]: { env: LIKE_THE_FUNCTION },
  'the same, cache off': { env: LIKE_THE_FUNCTION, cache: false },
  'the same, trim at 128 KB': { env: { ...LIKE_THE_FUNCTION, MALLOC_TRIM_THRESHOLD_: '131072' } },
  'the same, bare sharp': { env: LIKE_THE_FUNCTION, maker: 'three calls' },
};

interface Row {
  readonly settings: string;
  readonly renderings: readonly Rendering[];
  readonly growth: number;
}

/** What a process keeps that makes a thousand images, one after the other, by how it was started. */
export async function steadyMemory(tell: (what: string) => void): Promise<Report> {
  onLinux('peaks are counted by Linux');
  const rows = await inFolder(async (folder) => {
    const works = await worksIn(folder);
    const made: Row[] = [];
    for (const [settings, { env, ...how }] of Object.entries(SETTINGS)) {
      tell(settings);
      const renderings = await renderAll(works, env, how);
      made.push({ settings, renderings, growth: growthOf(renderings) });
    }
    return made;
  });
  const after = ({ renderings }: Row, images: number) =>
    megabytes(renderings[images - 1]?.after ?? NaN);
  return {
    tables: [
      {
        title: `What a process keeps that makes ${IMAGES.toLocaleString('en')} images, one after the other`,
        rows: [
          ['', 'peak', 'after 500', '1,000', 'growth', '', 'CPU'],
          ...rows.map((row) => [
            row.settings,
            megabytes(Math.max(...row.renderings.map(({ peak }) => peak))),
            after(row, 500),
            after(row, IMAGES),
            percent(row.growth),
            row.growth <= MOST_GROWTH ? 'flat' : 'grows',
            seconds(sum(row.renderings.map(({ cpu }) => cpu))),
          ]),
        ],
        notes: [
          `Growth is how much more the median is that was kept after the last ${(IMAGES - WARM) / 2} images than after as many before; up to ${percent(MOST_GROWTH)} is flat. The function has ${DEPLOYED}.`,
        ],
      },
    ],
    figures: { images: IMAGES, rows },
    missed: rows
      .filter(({ settings, growth }) => settings === DEPLOYED && growth > MOST_GROWTH)
      .map(
        ({ growth }) =>
          `memory of a process that makes image after image grows by ${percent(growth)}`,
      ),
  };
}

/** Photos, graphics and animations of up to twelve megapixels, for thumbnails and for pages. */
async function worksIn(folder: string): Promise<WorkInput[]> {
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
  const profiles: Omit<WorkInput, 'file'>[] = [
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

function growthOf(renderings: readonly Rendering[]): number {
  const kept = renderings.slice(WARM).map(({ after }) => after);
  const half = kept.length / 2;
  return median(kept.slice(half)) / median(kept.slice(0, half)) - 1;
}
