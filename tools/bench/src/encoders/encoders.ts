import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../benchmark.ts';
import { inFolder } from '../in-folder.ts';
import { photoLike } from '../pictures/photo-like.ts';
import { variedPictures } from '../pictures/varied.ts';
import { mean, median, sum } from '../statistics.ts';
import type { Table } from '../table.ts';
import { milliseconds } from '../units.ts';
import { bytesForScore } from './equal-score.ts';
import { CHOICES, type Choices } from './options.ts';
import { tryOut, type Trial } from './trials.ts';

const ROUNDS = 3;

/** Pictures of a typical size of renditions. */
const SMALL = [
  'photo 1',
  'photo 3, soft',
  'photo 4, made smaller',
  'photo 6, dark',
  'graphic 1',
  'shades 2',
  'writing, large',
  'noise, coarse',
];
const LARGE = { width: 1_536, height: 1_152 };

interface FormatResult {
  readonly format: string;
  /** Trials of each option, for each picture. */
  readonly small: readonly Record<string, Trial>[];
  readonly large: Record<string, Trial>;
}

/** CPU, bytes and score of each encoder's options, relative to the library's own. */
export async function encoders(log: (message: string) => void): Promise<Report> {
  const outcomes = await inFolder(async (folder) => {
    const small: string[] = [];
    for (const { name, png } of await variedPictures()) {
      if (!SMALL.includes(name)) continue;
      const file = join(folder, `${name}.png`);
      await writeFile(file, png);
      small.push(file);
    }
    const large = join(folder, 'large.png');
    await (await photoLike(LARGE)).png({ compressionLevel: 1 }).toFile(large);
    const made: FormatResult[] = [];
    for (const choices of CHOICES) {
      log(choices.format);
      made.push(await tryAll(choices, small, large));
    }
    return made;
  });
  return { tables: outcomes.map(tableOf), figures: { rounds: ROUNDS, outcomes }, missed: [] };
}

async function tryAll(
  { format, quality, around, options, slow = [] }: Choices,
  small: readonly string[],
  large: string,
): Promise<FormatResult> {
  const task = { format, quality, qualities: [...around], options, rounds: ROUNDS };
  const made: Record<string, Trial>[] = [];
  for (const file of small) made.push(await tryOut({ ...task, file }));
  const quick = Object.entries(options).filter(([name]) => !slow.includes(name));
  return {
    format,
    small: made,
    large: await tryOut({ ...task, file: large, options: Object.fromEntries(quick) }),
  };
}

function tableOf({ format, small, large }: FormatResult): Table {
  const [usual = ''] = Object.keys(large);
  const names = Object.keys(small[0] ?? {});
  return {
    title: `${format.toUpperCase()}: options relative to the library's own, ${usual}`,
    rows: [
      ['', 'CPU', 'x', 'KB', 'score', 'x bytes', 'large: x', 'x bytes'],
      ...names.map((name) => {
        const its = pick(small, name);
        return [
          name,
          milliseconds(cpuOf(its)),
          ...beside(its, pick(small, usual), [
            (sum(its.map(({ bytes }) => bytes)) / 1_000).toFixed(1),
            mean(its.map(({ score }) => score)).toFixed(1),
          ]),
          ...beside(pick([large], name), pick([large], usual)),
        ];
      }),
    ],
    notes: [
      `Sums over ${small.length} pictures of 512 pixels, and a photo of ${LARGE.width}. Bytes are compared at equal score.`,
    ],
  };
}

/** Cells of relative CPU and relative bytes, with other cells between; none where the option was not tried. */
const beside = (
  its: readonly Trial[],
  others: readonly Trial[],
  between: readonly string[] = [],
): string[] =>
  its.length === 0
    ? []
    : [(cpuOf(its) / cpuOf(others)).toFixed(2), ...between, bytesBeside(its, others).toFixed(3)];

const pick = (trials: readonly Record<string, Trial>[], name: string): Trial[] =>
  trials.flatMap((trial) => trial[name] ?? []);

const cpuOf = (trials: readonly Trial[]): number =>
  sum(trials.map(({ samples }) => median(samples.map(({ cpu }) => cpu))));

/** Relative bytes at equal score: the geometric mean over the pictures. */
function bytesBeside(trials: readonly Trial[], others: readonly Trial[]): number {
  const logarithms = trials.map((trial, index) => {
    const other = others[index] ?? trial;
    return Math.log(bytesForScore(trial, other.score) / other.bytes);
  });
  return Math.exp(mean(logarithms));
}
