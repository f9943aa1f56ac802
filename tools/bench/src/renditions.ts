import { availableParallelism } from 'node:os';
import { builtinProfiles } from '@thumbing/config';
import type { ComparedFormat } from './interleaved/sharp-encoders.ts';
import type { Benchmark } from './benchmark.ts';
import {
  compare,
  missedOf,
  tableOf,
  type Comparison,
  type Goal,
  type Group,
} from './comparisons.ts';
import { runInterleaved, type Renderer, type RoundSamples } from './interleaved/interleaved-run.ts';
import type { Sample } from './interleaved/sample.ts';
import type { RenderTaskInput } from './interleaved/render-task.ts';
import { inFolder } from './in-folder.ts';
import { writeJpeg } from './pictures/originals.ts';
import { milliseconds } from './units.ts';

const ROUNDS = 7;

const { avatar, photo } = builtinProfiles;

/** Renditions to make, and the renderers that are compared with the library. */
interface Scenario extends Pick<RenderTaskInput, 'variants'> {
  readonly formats: readonly ComparedFormat[];
  readonly others: readonly Renderer[];
  /** Megapixels of the original; 12 without it. */
  readonly megapixels?: 12 | 24;
}

const SCENARIOS = {
  'avatar, 3 x 3': {
    variants: avatar.variants,
    formats: ['avif', 'webp', 'jpeg'],
    others: ['limit', 'bare', 'decoded', 'placeholder'],
  },
  'avatar, 3 x 2': {
    variants: avatar.variants,
    formats: ['webp', 'jpeg'],
    others: ['limit', 'bare'],
  },
  'photo, 5 x 2': {
    variants: photo.variants,
    formats: ['webp', 'jpeg'],
    others: ['limit', 'bare'],
  },
  'photo, 5 x 2, 24 MP': {
    variants: photo.variants,
    formats: ['webp', 'jpeg'],
    others: ['limit', 'bare'],
    megapixels: 24,
  },
  'square, webp': single('center', 'webp', ['bare', 'ipx']),
  'square by attention, webp': single('attention', 'webp', ['bare', 'ipx']),
  'square, jpeg': single('center', 'jpeg', ['bare']),
  'square, avif': single('center', 'avif', ['bare']),
} as const satisfies Record<string, Scenario>;
type Name = keyof typeof SCENARIOS;

function single(
  position: 'center' | 'attention',
  format: ComparedFormat,
  others: readonly Renderer[],
): Scenario {
  const resize = { width: 512, height: 512, fit: 'cover', position } as const;
  return { variants: { square: { resize } }, formats: [format], others };
}

/**
 * CPU of a profile and of single renditions, relative to the limit and to other tools. Rounds of repeated runs are
 * counted together.
 */
export function renditions(): Benchmark {
  const runs: ReadonlyMap<Name, RoundSamples>[] = [];
  return async (log) => {
    runs.push(await inFolder((folder) => runAll(folder, log)));
    const rounds = runs.length * ROUNDS;
    const groups = groupsOf(rounds, (name, renderer, what = 'cpu') =>
      runs.flatMap((run) => run.get(name)?.[renderer] ?? []).map((sample) => sample[what]),
    );
    return {
      tables: groups.map((group) => tableOf(group, milliseconds)),
      figures: { rounds, runs: runs.map((run) => Object.fromEntries(run)) },
      missed: groups.flatMap(missedOf),
    };
  };
}

function groupsOf(
  rounds: number,
  took: (name: Name, renderer: Renderer, what?: keyof Sample) => number[],
): readonly Group[] {
  const beside = (name: Name, other: Renderer, goal?: Goal): Comparison =>
    compare(name, took(name, 'library'), took(name, other), goal);
  const less = (name: Name, goal?: Goal): Comparison =>
    compare(name, took(name, 'bare'), took(name, 'library'), goal);
  return [
    {
      title: 'CPU of a profile, relative to its limit',
      headings: ['library', 'limit'],
      comparisons: [
        beside('avatar, 3 x 3', 'limit', { most: 1.05 }),
        beside('photo, 5 x 2', 'limit', { most: 1.05 }),
        beside('photo, 5 x 2, 24 MP', 'limit', { most: 1.05 }),
        beside('avatar, 3 x 2', 'limit'),
      ],
      note: 'The limit is one decode and the encodes alone, of pixels that were prepared.',
    },
    {
      title: 'CPU of one decode for each rendition, relative to a profile',
      headings: ['each', 'library'],
      comparisons: [
        less('avatar, 3 x 2', { least: 2.4 }),
        less('photo, 5 x 2, 24 MP', { least: 1.5 }),
        less('photo, 5 x 2', { least: 1.5 }),
        less('avatar, 3 x 3'),
      ],
      note: 'Each: a call of sharp for each rendition, with the same encoders, as other tools do.',
    },
    {
      title: 'Concurrent encodes: wall time relative to CPU',
      headings: ['wall', 'CPU'],
      comparisons: [
        compare(
          'avatar, 3 x 3',
          took('avatar, 3 x 3', 'library', 'wall'),
          took('avatar, 3 x 3', 'library'),
          // One core runs nothing concurrently.
          availableParallelism() > 1 ? { most: 0.75 } : undefined,
        ),
      ],
    },
    {
      title: 'CPU of one rendition of 512 x 512, relative to sharp alone',
      headings: ['library', 'sharp'],
      comparisons: [
        beside('square, webp', 'bare', { most: 1.03 }),
        beside('square by attention, webp', 'bare', { most: 1.03 }),
        beside('square, jpeg', 'bare', { most: 1.03 }),
        beside('square, avif', 'bare', { most: 1.03 }),
      ],
    },
    {
      title: 'CPU of the same, relative to IPX',
      headings: ['library', 'IPX'],
      comparisons: [beside('square, webp', 'ipx'), beside('square by attention, webp', 'ipx')],
    },
    {
      title: 'CPU of decoding, with and without a placeholder',
      headings: ['with', 'without'],
      comparisons: [
        compare(
          'avatar, 3 x 3',
          took('avatar, 3 x 3', 'placeholder'),
          took('avatar, 3 x 3', 'decoded'),
        ),
      ],
      note: `Medians of ${rounds} rounds, in each of which every renderer has one turn. A ratio is the median of the rounds' ratios, and its spread their interquartile range. The original is a JPEG of 12 megapixels unless noted.`,
    },
  ];
}

async function runAll(
  folder: string,
  log: (message: string) => void,
): Promise<ReadonlyMap<Name, RoundSamples>> {
  const files = { 12: await writeJpeg(folder, 12), 24: await writeJpeg(folder, 24) };
  const samples = new Map<Name, RoundSamples>();
  for (const name of Object.keys(SCENARIOS) as Name[]) {
    log(name);
    const { variants, formats, others, megapixels = 12 }: Scenario = SCENARIOS[name];
    const task = { file: files[megapixels], variants, formats: [...formats] };
    samples.set(name, await runInterleaved(task, ['library', ...others], ROUNDS));
  }
  return samples;
}
