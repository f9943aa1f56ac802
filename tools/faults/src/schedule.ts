import { pick, randomFrom, type Random } from './random.ts';

/** One upload of a client. */
export interface Upload {
  readonly picture: string;
  /** Sends the original twice, at the same time. */
  readonly twice: boolean;
  /** Deletes the image: not at all, when it is settled, or while it may be in work. */
  readonly deletes: 'never' | 'settled' | 'at once';
  /** Milliseconds between grant and upload, so that originals arrive in another order than they were granted. */
  readonly delay: number;
}

export const FAULTS = [
  /** Kills the process. */
  'SIGKILL',
  /** Kills the process, and the next one while it starts. */
  'SIGKILL twice',
  /** Asks the process to stop. */
  'SIGTERM',
  /** Stops the process for longer than a render may take. */
  'SIGSTOP',
  /** Crashes the processes that render. */
  'render crash',
  /** Leaves no space on the disk for a while. */
  'full disk',
  /** Lets the clock step, ahead or back. */
  'clock step',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A fault, and the number of accepted originals after which it comes. */
export interface Planned {
  readonly after: number;
  readonly fault: Fault;
}

export interface Schedule {
  readonly seed: number;
  readonly uploads: readonly Upload[];
  readonly faults: readonly Planned[];
  /** Share of the operations on files that fail, and of the events that are refused or answered too late. */
  readonly failing: { readonly storage: number; readonly events: number };
}

export interface ScheduleOptions {
  readonly seed: number;
  readonly uploads: number;
  /** Names of the pictures. */
  readonly pictures: readonly string[];
  readonly faults: Partial<Readonly<Record<Fault, number>>>;
  readonly failing: Schedule['failing'];
}

/** Makes the same schedule of the same seed. */
export function makeSchedule(options: ScheduleOptions): Schedule {
  const { seed, failing } = options;
  const random = randomFrom(seed);
  const uploads = Array.from({ length: options.uploads }, (_, n) => ({
    // Every picture comes as often as the others.
    picture: options.pictures[n % options.pictures.length] ?? '',
    twice: random() < 0.1,
    deletes: deletionOf(random),
    delay: Math.floor(random() * 50),
  }));
  return {
    seed,
    uploads: shuffled(random, uploads),
    faults: faultsOf(random, options),
    failing,
  };
}

const deletionOf = (random: Random): Upload['deletes'] =>
  random() < 0.8 ? 'never' : pick(random, ['settled', 'at once']);

/** Spreads the faults over the first nine tenths of the uploads, about one in eight of which is never accepted. */
function faultsOf(random: Random, { uploads, faults }: ScheduleOptions): readonly Planned[] {
  const all = FAULTS.flatMap((fault) =>
    Array.from({ length: faults[fault] ?? 0 }, (): Fault => fault),
  );
  const step = (uploads * 0.8) / all.length;
  return shuffled(random, all).map((fault, n) => ({
    fault,
    after: Math.max(1, Math.floor((n + random()) * step)),
  }));
}

/** The items in a random order (Fisher-Yates). */
function shuffled<T>(random: Random, items: readonly T[]): readonly T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
