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
  /** Megapixels of a photo, or the number of its renditions. */
  readonly size?: number;
  readonly samples: RoundSamples;
}

/** CPU by megapixels of the original and by number of renditions. */
export async function growth(log: (message: string) => void): Promise<Report> {
  const { bySize, byCount } = await inFolder(async (folder) => ({
    bySize: await ofMorePixels(folder, log),
    byCount: await ofMoreRenditions(folder, log),
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
        title: 'CPU of each further megapixel or rendition: slopes of fitted lines',
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

async function ofMorePixels(folder: string, log: (message: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const add = async (name: string, file: string, size?: number) => {
    for (const [profile, task] of Object.entries(PROFILES)) {
      log(`${name}, ${profile}`);
      const samples = await runInterleaved({ file, ...task }, ['library', 'limit', 'bare'], ROUNDS);
      rows.push({ name, profile, ...(size && { size }), samples });
    }
  };
  for (const size of MEGAPIXELS) await add(`jpeg, ${size} MP`, await writeJpeg(folder, size), size);
  await add('png, 12 MP', await writePng(folder, 12));
  rows.push(await ofMoving(folder, log));
  return rows;
}

async function ofMoving(folder: string, log: (message: string) => void): Promise<Row> {
  const name = 'webp, 24 frames';
  log(name);
  const task: RenderTaskInput = {
    file: await writeMoving(folder, 24),
    variants: {
      w320: { resize: { width: 320 }, animation: 'keep' },
      w160: { resize: { width: 160 }, animation: 'keep' },
    },
    formats: ['webp'],
  };
  const samples = await runInterleaved(task, ['library', 'limit', 'bare'], ROUNDS);
  return { name, profile: '2 sizes', samples };
}

/** Renditions of about the same size, so that each takes about the same. */
async function ofMoreRenditions(folder: string, log: (message: string) => void): Promise<Row[]> {
  const file = await writeJpeg(folder, 12);
  const rows: Row[] = [];
  for (const size of COUNTS) {
    log(`${size} renditions`);
    const widths = Array.from({ length: size }, (_, index) => 640 - index);
    const variants = Object.fromEntries(
      widths.map((width) => [`w${width}`, { resize: { width } }] as const),
    );
    const task: RenderTaskInput = { file, variants, formats: ['webp'] };
    const samples = await runInterleaved(task, ['library', 'limit', 'bare'], ROUNDS);
    rows.push({ name: String(size), profile: 'photo', size, samples });
  }
  return rows;
}

const sizes = (rows: readonly Row[]): Table => ({
  title: 'CPU by megapixels',
  rows: [
    ['', ...HEADINGS],
    ...rows.map(({ name, profile, samples }) => [`${name}, ${profile}`, ...cellsOf(samples)]),
  ],
  notes: [
    'Avatar is three squares, photo five widths, each as WebP and JPEG; the animation has two widths, as WebP.',
  ],
});

const counts = (rows: readonly Row[]): Table => ({
  title: 'CPU by renditions',
  rows: [['', ...HEADINGS], ...rows.map(({ name, samples }) => [name, ...cellsOf(samples)])],
  notes: [
    'The original has 12 megapixels; renditions are WebP, 640 pixels wide and a little less.',
  ],
});

const HEADINGS = ['library', 'x limit', 'each', 'x library', 'wall / CPU'];

function cellsOf(samples: RoundSamples): string[] {
  const library = cpuOf(samples, 'library');
  const bare = cpuOf(samples, 'bare');
  const wall = (samples.library ?? []).map((sample) => sample.wall);
  return [
    milliseconds(median(library)),
    compare('', library, cpuOf(samples, 'limit')).ratio.toFixed(3),
    milliseconds(median(bare)),
    compare('', bare, library).ratio.toFixed(2),
    compare('', wall, library).ratio.toFixed(2),
  ];
}

type Line = ReturnType<typeof lineThrough>;

function slopesOf(rows: readonly Row[]): { readonly library: Line; readonly bare: Line } {
  const line = (renderer: Renderer) =>
    lineThrough(rows.map(({ size = NaN, samples }) => [size, median(cpuOf(samples, renderer))]));
  return { library: line('library'), bare: line('bare') };
}

const written = ({ slope, start, explained }: Line): string[] => [
  milliseconds(slope),
  milliseconds(start),
  explained.toFixed(2),
];

const cpuOf = (samples: RoundSamples, renderer: Renderer): number[] =>
  (samples[renderer] ?? []).map(({ cpu }) => cpu);
