import { builtinProfiles } from '@thumbing/config';
import type { Report } from './benchmark.ts';
import { compare } from './comparisons.ts';
import { runInterleaved, type Renderer, type RoundSamples } from './interleaved/interleaved-run.ts';
import type { RenderTaskInput } from './interleaved/render-task.ts';
import { inFolder } from './in-folder.ts';
import { writeJpeg, writeMoving, writePng, type Megapixels } from './pictures/originals.ts';
import { lineThrough, median } from './statistics.ts';
import type { Table } from './table.ts';
import { milliseconds } from './units.ts';

const ROUNDS = 5;

const MEGAPIXELS: readonly Megapixels[] = [2, 12, 24, 48, 100];
const COUNTS = [1, 2, 4, 8, 16];

const { avatar, photo } = builtinProfiles;
const PROFILES: Readonly<Record<string, Omit<RenderTaskInput, 'file'>>> = {
  avatar: { variants: avatar.variants, formats: ['webp', 'jpeg'] },
  photo: { variants: photo.variants, formats: ['webp', 'jpeg'] },
};

interface Row {
  readonly name: string;
  readonly profile: string;
  /** Megapixels of a photo, or how many renditions are made of it. */
  readonly size?: number;
  readonly outcome: RoundSamples;
}

/** What more pixels take, and more renditions. */
export async function growth(tell: (what: string) => void): Promise<Report> {
  const { bySize, byCount } = await inFolder(async (folder) => ({
    bySize: await ofMorePixels(folder, tell),
    byCount: await ofMoreRenditions(folder, tell),
  }));
  const lines = Object.keys(PROFILES).map((name) => {
    const photos = bySize.filter(({ profile, size }) => profile === name && size !== undefined);
    return { name: `${name}, a megapixel`, ...slopesOf(photos) };
  });
  lines.push({ name: '640 pixels, a rendition', ...slopesOf(byCount) });
  return {
    tables: [
      sizes(bySize),
      counts(byCount),
      {
        title: 'What each more takes, CPU: slopes of straight lines',
        rows: [
          ['', 'library', 'start', 'R²', 'each', 'start', 'R²'],
          ...lines.map(({ name, library, bare }) => [name, ...written(library), ...written(bare)]),
        ],
        notes: [],
      },
    ],
    figures: { rounds: ROUNDS, bySize, byCount, lines },
    missed: [],
  };
}

async function ofMorePixels(folder: string, tell: (what: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const add = async (name: string, file: string, size?: number) => {
    for (const [profile, work] of Object.entries(PROFILES)) {
      tell(`${name}, ${profile}`);
      const outcome = await runInterleaved({ file, ...work }, ['library', 'limit', 'bare'], ROUNDS);
      rows.push({ name, profile, ...(size && { size }), outcome });
    }
  };
  for (const size of MEGAPIXELS) await add(`jpeg, ${size} MP`, await writeJpeg(folder, size), size);
  await add('png, 12 MP', await writePng(folder, 12));
  rows.push(await ofMoving(folder, tell));
  return rows;
}

async function ofMoving(folder: string, tell: (what: string) => void): Promise<Row> {
  const name = 'webp, 24 frames';
  tell(name);
  const work: RenderTaskInput = {
    file: await writeMoving(folder, 24),
    variants: {
      w320: { resize: { width: 320 }, animation: 'keep' },
      w160: { resize: { width: 160 }, animation: 'keep' },
    },
    formats: ['webp'],
  };
  const outcome = await runInterleaved(work, ['library', 'limit', 'bare'], ROUNDS);
  return { name, profile: '2 sizes', outcome };
}

/** Of about the same size, so that each takes about the same. */
async function ofMoreRenditions(folder: string, tell: (what: string) => void): Promise<Row[]> {
  const file = await writeJpeg(folder, 12);
  const rows: Row[] = [];
  for (const size of COUNTS) {
    tell(`${size} renditions`);
    const widths = Array.from({ length: size }, (_, index) => 640 - index);
    const variants = Object.fromEntries(
      widths.map((width) => [`w${width}`, { resize: { width } }] as const),
    );
    const work: RenderTaskInput = { file, variants, formats: ['webp'] };
    const outcome = await runInterleaved(work, ['library', 'limit', 'bare'], ROUNDS);
    rows.push({ name: String(size), profile: 'photo', size, outcome });
  }
  return rows;
}

const sizes = (rows: readonly Row[]): Table => ({
  title: 'Time against megapixels, CPU',
  rows: [
    ['', ...HEADINGS],
    ...rows.map(({ name, profile, outcome }) => [`${name}, ${profile}`, ...cellsOf(outcome)]),
  ],
  notes: [
    'Avatar is three squares, photo five widths, each as WebP and JPEG; the animation has two widths, as WebP.',
  ],
});

const counts = (rows: readonly Row[]): Table => ({
  title: 'Time against renditions, CPU',
  rows: [['', ...HEADINGS], ...rows.map(({ name, outcome }) => [name, ...cellsOf(outcome)])],
  notes: ['Of 12 megapixels, 640 pixels wide and a little less, as WebP.'],
});

const HEADINGS = ['library', 'x limit', 'each', 'x library', 'wall / CPU'];

function cellsOf(outcome: RoundSamples): string[] {
  const library = cpuOf(outcome, 'library');
  const bare = cpuOf(outcome, 'bare');
  const wall = (outcome.library ?? []).map((sample) => sample.wall);
  return [
    milliseconds(median(library)),
    compare('', library, cpuOf(outcome, 'limit')).ratio.toFixed(3),
    milliseconds(median(bare)),
    compare('', bare, library).ratio.toFixed(2),
    compare('', wall, library).ratio.toFixed(2),
  ];
}

type Line = ReturnType<typeof lineThrough>;

function slopesOf(rows: readonly Row[]): { readonly library: Line; readonly bare: Line } {
  const line = (who: Renderer) =>
    lineThrough(rows.map(({ size = NaN, outcome }) => [size, median(cpuOf(outcome, who))]));
  return { library: line('library'), bare: line('bare') };
}

const written = ({ slope, start, explained }: Line): string[] => [
  milliseconds(slope),
  milliseconds(start),
  explained.toFixed(2),
];

const cpuOf = (outcome: RoundSamples, who: Renderer): number[] =>
  (outcome[who] ?? []).map(({ cpu }) => cpu);
