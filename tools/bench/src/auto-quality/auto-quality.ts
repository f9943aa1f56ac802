import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../benchmark.ts';
import { inFolder } from '../in-folder.ts';
import { variedPictures } from '../pictures/varied.ts';
import { percent } from '../units.ts';
import { mean, sum } from '../statistics.ts';
import { find, type Found, type Made } from './search.ts';

/** The target score of `auto`, and each format's default quality. */
const TARGET = 70;
const FORMATS = [
  { format: 'jpeg', usual: 75 },
  { format: 'webp', usual: 80 },
  { format: 'avif', usual: 50 },
] as const;

interface FormatResult extends Found {
  readonly format: string;
}

/** The bytes that `quality: 'auto'` saves over varied pictures, and the encodes that its search takes. */
export async function autoQuality(log: (message: string) => void): Promise<Report> {
  const pictures = await variedPictures();
  const outcomes = await inFolder(async (folder) => {
    const files: string[] = [];
    for (const { name, png } of pictures) {
      const file = join(folder, `${name}.png`);
      await writeFile(file, png);
      files.push(file);
    }
    const made: FormatResult[] = [];
    for (const { format, usual } of FORMATS) {
      log(format);
      made.push({ format, ...(await find({ files, format, usual, target: TARGET })) });
    }
    return made;
  });
  const names = pictures.map(({ name }) => name);
  return {
    tables: [
      {
        title: `Searched quality and fixed qualities, over ${names.length} pictures`,
        rows: [
          ['', 'quality', 'KB', 'auto saves', 'score', 'least', 'encodes', 'CPU'],
          ...outcomes.flatMap(rowsOf),
        ],
        notes: [
          `The target score is ${TARGET}. Fixed qualities: the lowest that gives every picture that score, the lowest that gives the average score of the search, and the default.`,
          'Encodes are the average per picture; CPU is relative to the default quality, and includes the scoring.',
        ],
      },
      {
        title: 'Results for each picture: quality (score, encodes)',
        rows: [
          ['', ...outcomes.map(({ format }) => format)],
          ...names.map((name, index) => [
            name,
            ...outcomes.map(({ auto }) => {
              const { quality = NaN, score = NaN, encodes = NaN } = auto[index] ?? {};
              return `${quality} (${score.toFixed(1)}, ${encodes})`;
            }),
          ]),
        ],
        notes: [],
      },
    ],
    figures: { target: TARGET, names, outcomes },
    missed: [],
  };
}

function rowsOf({ format, auto, everywhere, onAverage, usual, cpu }: FormatResult): string[][] {
  const qualities = auto.map(({ quality }) => quality);
  const row = (name: string, made: readonly Made[], quality: string, rest: readonly string[]) => [
    `${format}, ${name}`,
    quality,
    (bytesOf(made) / 1_000).toFixed(1),
    made === auto ? '' : percent(1 - bytesOf(auto) / bytesOf(made)),
    mean(made.map(({ score }) => score)).toFixed(1),
    Math.min(...made.map(({ score }) => score)).toFixed(1),
    ...rest,
  ];
  const fixed = (name: string, made: readonly Made[]) =>
    row(name, made, String(made[0]?.quality), ['', '']);
  return [
    row('auto', auto, `${Math.min(...qualities)}–${Math.max(...qualities)}`, [
      mean(auto.map(({ encodes }) => encodes)).toFixed(2),
      `${(cpu.auto / cpu.usual).toFixed(1)} x`,
    ]),
    fixed('none below', everywhere),
    fixed('same on average', onAverage),
    fixed('default', usual),
  ];
}

const bytesOf = (made: readonly Made[]): number => sum(made.map(({ bytes }) => bytes));
