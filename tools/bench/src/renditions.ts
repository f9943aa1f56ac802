import { availableParallelism } from 'node:os';
import { builtinProfiles } from '@thumbing/config';
import type { OutputFormat } from '@thumbing/image-processor/formats';
import type { Benchmark } from './benchmark.ts';
import { claim, missedOf, tableOf, type Claim, type Goal, type Group } from './claims.ts';
import { hold, type Contender, type Outcome } from './contest/contest.ts';
import type { Sample } from './contest/sample.ts';
import type { WorkInput } from './contest/work.ts';
import { inFolder } from './in-folder.ts';
import { writeJpeg } from './pictures/originals.ts';
import { milliseconds } from './units.ts';

const ROUNDS = 7;

const { avatar, photo } = builtinProfiles;

/** What is made, and who makes it beside the library. */
interface Contest extends Pick<WorkInput, 'variants'> {
  readonly formats: readonly OutputFormat[];
  readonly others: readonly Contender[];
  /** Of the original: 12, where it says nothing. */
  readonly megapixels?: 12 | 24;
}

const CONTESTS = {
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
  'square, webp': single('centre', 'webp', ['bare', 'ipx']),
  'square by attention, webp': single('attention', 'webp', ['bare', 'ipx']),
  'square, jpeg': single('centre', 'jpeg', ['bare']),
  'square, avif': single('centre', 'avif', ['bare']),
} as const satisfies Record<string, Contest>;
type Name = keyof typeof CONTESTS;

function single(
  position: 'centre' | 'attention',
  format: OutputFormat,
  others: readonly Contender[],
): Contest {
  const resize = { width: 512, height: 512, fit: 'cover', position } as const;
  return { variants: { square: { resize } }, formats: [format], others };
}

/**
 * What making a profile's renditions costs, and a single one, beside what it has to cost and what others do. Measured once
 * more, the rounds are counted with those before.
 */
export function renditions(): Benchmark {
  const runs: ReadonlyMap<Name, Outcome>[] = [];
  return async (tell) => {
    runs.push(await inFolder((folder) => holdAll(folder, tell)));
    const rounds = runs.length * ROUNDS;
    const groups = groupsOf(rounds, (name, who, what = 'cpu') =>
      runs.flatMap((run) => run.get(name)?.[who] ?? []).map((sample) => sample[what]),
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
  took: (name: Name, who: Contender, what?: keyof Sample) => number[],
): readonly Group[] {
  const beside = (name: Name, other: Contender, goal?: Goal): Claim =>
    claim(name, took(name, 'library'), took(name, other), goal);
  const less = (name: Name, goal?: Goal): Claim =>
    claim(name, took(name, 'bare'), took(name, 'library'), goal);
  return [
    {
      title: 'A profile beside its limit, CPU',
      headings: ['library', 'limit'],
      claims: [
        beside('avatar, 3 x 3', 'limit', { most: 1.05 }),
        beside('photo, 5 x 2', 'limit', { most: 1.05 }),
        beside('photo, 5 x 2, 24 MP', 'limit', { most: 1.05 }),
        beside('avatar, 3 x 2', 'limit'),
      ],
      note: 'The limit is one decode and the encodes alone, of pixels that are there already.',
    },
    {
      title: 'One decode for each rendition beside a profile, CPU',
      headings: ['each', 'library'],
      claims: [
        less('avatar, 3 x 2', { least: 2.4 }),
        less('photo, 5 x 2, 24 MP', { least: 1.5 }),
        less('photo, 5 x 2', { least: 1.5 }),
        less('avatar, 3 x 3'),
      ],
      note: 'A call of sharp for each rendition, with the same encoders: what other tools do.',
    },
    {
      title: 'Encodes side by side: wall time beside CPU',
      headings: ['wall', 'CPU'],
      claims: [
        claim(
          'avatar, 3 x 3',
          took('avatar, 3 x 3', 'library', 'wall'),
          took('avatar, 3 x 3', 'library'),
          // With one core there is nothing to run side by side on.
          availableParallelism() > 1 ? { most: 0.75 } : undefined,
        ),
      ],
    },
    {
      title: 'One rendition of 512 x 512 beside a bare call of sharp, CPU',
      headings: ['library', 'sharp'],
      claims: [
        beside('square, webp', 'bare', { most: 1.03 }),
        beside('square by attention, webp', 'bare', { most: 1.03 }),
        beside('square, jpeg', 'bare', { most: 1.03 }),
        beside('square, avif', 'bare', { most: 1.03 }),
      ],
    },
    {
      title: 'The same beside IPX, CPU',
      headings: ['library', 'IPX'],
      claims: [beside('square, webp', 'ipx'), beside('square by attention, webp', 'ipx')],
    },
    {
      title: 'Decoding, with and without a placeholder, CPU',
      headings: ['with', 'without'],
      claims: [
        claim(
          'avatar, 3 x 3',
          took('avatar, 3 x 3', 'placeholder'),
          took('avatar, 3 x 3', 'decoded'),
        ),
      ],
      note: `Medians of ${rounds} rounds, in each of which all take their turn. A ratio is the median of theirs, and its spread how far their middle half lies apart. The original is a JPEG of 12 megapixels, or as many as are named.`,
    },
  ];
}

async function holdAll(
  folder: string,
  tell: (what: string) => void,
): Promise<ReadonlyMap<Name, Outcome>> {
  const files = { 12: await writeJpeg(folder, 12), 24: await writeJpeg(folder, 24) };
  const outcomes = new Map<Name, Outcome>();
  for (const name of Object.keys(CONTESTS) as Name[]) {
    tell(name);
    const { variants, formats, others, megapixels = 12 }: Contest = CONTESTS[name];
    const work = { file: files[megapixels], variants, formats: [...formats] };
    outcomes.set(name, await hold(work, ['library', ...others], ROUNDS));
  }
  return outcomes;
}
