import { builtinProfiles } from '@thumbing/config';
import type { Report } from '../benchmark.ts';
import { compare, missedOf, tableOf, type Goal, type Group } from '../comparisons.ts';
import type { RenderTaskInput } from '../interleaved/render-task.ts';
import { inFolder } from '../in-folder.ts';
import { onLinux } from '../on-linux.ts';
import { writeJpeg } from '../pictures/originals.ts';
import { renderAll, type Maker } from './rendering.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';
import { median } from '../statistics.ts';
import { megabytes } from '../units.ts';

/** Fresh processes of each maker. */
const ROUNDS = 5;

/** Bytes that thumbnails of 100 megapixels may take. */
const MOST_FOR_THUMBNAILS = 350_000_000;

const { avatar, photo } = builtinProfiles;

const PROFILES: Readonly<Record<string, Omit<RenderTaskInput, 'file'>>> = {
  'avatar, 3 x 3': { variants: avatar.variants, formats: ['avif', 'webp', 'jpeg'] },
  'photo, 5 x 2': { variants: photo.variants, formats: ['webp', 'jpeg'] },
};

const MAKERS = ['library', 'three calls', 'one call'] as const satisfies Maker[];

/** Peak resident memory of a profile, relative to sharp alone, and of the largest photo. */
export async function memory(log: (message: string) => void): Promise<Report> {
  onLinux('peaks are read from /proc');
  const { small, large } = await inFolder(async (folder) => {
    const file = await writeJpeg(folder, 12);
    const small = new Map<string, Record<Maker, readonly number[]>>();
    for (const [name, task] of Object.entries(PROFILES)) {
      log(name);
      small.set(name, await peaksOf({ file, ...task }));
    }
    log('100 megapixels');
    const [thumbnails] = Object.values(PROFILES);
    if (!thumbnails) throw new Error('no profile to measure');
    const task = { file: await writeJpeg(folder, 100), ...thumbnails };
    return { small, large: (await peaksOf(task, ['library'])).library };
  });

  const beside = (other: Maker, goal?: Goal) =>
    [...small].map(([name, peaks]) => compare(name, peaks.library, peaks[other], goal));
  const groups: readonly Group[] = [
    {
      title: 'Peak memory of 12 megapixels, relative to concurrent calls of sharp',
      headings: ['library', 'sharp'],
      comparisons: beside('three calls', { most: 1.15 }),
    },
    {
      title: 'Peak memory of the same, relative to consecutive calls of sharp',
      headings: ['library', 'sharp'],
      comparisons: beside('one call'),
    },
  ];
  const fits = median(large) <= MOST_FOR_THUMBNAILS;
  return {
    tables: [
      ...groups.map((group) => tableOf(group, megabytes)),
      {
        title: 'Peak memory of 100 megapixels',
        rows: [
          ['', 'library', 'goal', ''],
          [
            'avatar, 3 x 3',
            megabytes(median(large)),
            `≤ ${megabytes(MOST_FOR_THUMBNAILS)}`,
            fits ? 'pass' : 'miss',
          ],
        ],
        notes: [
          `Resident memory of the whole process, Node and the original included: medians of ${ROUNDS} fresh processes. The originals are JPEGs.`,
        ],
      },
    ],
    figures: { rounds: ROUNDS, small: Object.fromEntries(small), large },
    missed: [
      ...groups.flatMap(missedOf),
      ...(fits ? [] : [`thumbnails of 100 megapixels take ${megabytes(median(large))}`]),
    ],
  };
}

/** Peaks of each maker, one a round. */
async function peaksOf(
  task: RenderTaskInput,
  makers: readonly Maker[] = MAKERS,
): Promise<Record<Maker, number[]>> {
  const peaks: Record<Maker, number[]> = { library: [], 'one call': [], 'three calls': [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const maker of makers) {
      const [rendering] = await renderAll([task], LIKE_THE_FUNCTION, { maker });
      if (rendering) peaks[maker].push(rendering.peak);
    }
  }
  return peaks;
}
