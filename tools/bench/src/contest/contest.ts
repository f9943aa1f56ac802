import * as z from 'zod';
import { inProcess } from '../in-process.ts';
import { LIKE_THE_FUNCTION } from '../settings.ts';
import { sample, type Sample } from './sample.ts';
import { work, type WorkInput } from './work.ts';

const contender = z.enum(['library', 'limit', 'bare', 'ipx', 'decoded', 'placeholder']);
export type Contender = z.output<typeof contender>;

export const contest = z.object({ work, contenders: z.array(contender), rounds: z.int() });

/** What it took each of them, round by round. */
export type Outcome = Readonly<Partial<Record<Contender, readonly Sample[]>>>;

/** Lets these make the same renditions in turns, in a process of their own. */
export const hold = (
  work: WorkInput,
  contenders: readonly Contender[],
  rounds: number,
): Promise<Outcome> =>
  inProcess(
    'race',
    { work, contenders, rounds },
    z.partialRecord(contender, z.array(sample)),
    LIKE_THE_FUNCTION,
  );
