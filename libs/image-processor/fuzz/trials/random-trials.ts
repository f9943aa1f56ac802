import fc from 'fast-check';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '../../src/formats.ts';
import { BOMBS } from '../files/bombs.ts';
import { withChecksums } from '../files/checksums.ts';
import { damaged, damages } from '../files/damage.ts';
import { redrawings } from '../files/drawing.ts';
import { KINDS, originals } from '../files/originals.ts';
import { recipes } from './recipes.ts';
import { LIMITS, type Trial } from './trial.ts';

/** A file to render, with its kind and a description. */
interface Sent {
  readonly kind: string;
  readonly what: string;
  readonly bytes: Uint8Array;
}

export interface RandomTrial extends Omit<Sent, 'bytes'> {
  readonly trial: Trial;
}

/** Fewer pixels than in other trials: recipes may enlarge, and AVIF is slow. */
const RANDOM_LIMITS = { ...LIMITS, maxPixels: 300_000, timeout: 5 };

/** Larger bombs take too long to send thousands of times; `bombs.spec.ts` tries all of them. */
const MOST_BYTES_OF_A_BOMB = 100_000;

/** Random recipes for files of every kind, most of them damaged. */
export async function randomTrials(): Promise<fc.Arbitrary<RandomTrial>> {
  const sound = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...(await pictures())) },
    { weight: 1, arbitrary: fc.constantFrom(...(await smallBombs())) },
  );
  const broken = fc
    .tuple(sound, damages, fc.boolean())
    .map(([{ kind, what, bytes }, damage, mended]): Sent => {
      const after = damaged(bytes, damage);
      const sent = mended && kind === 'png' ? withChecksums(after) : after;
      return { kind, what: `${what}, damaged`, bytes: sent };
    });
  const redrawn = redrawings.map((text): Sent => ({
    kind: 'svg',
    what: 'changed markup',
    bytes: Buffer.from(text),
  }));
  const sent = fc.oneof(
    { weight: 2, arbitrary: sound },
    { weight: 6, arbitrary: broken },
    { weight: 1, arbitrary: redrawn },
  );
  return fc
    .tuple(
      sent,
      fc.array(recipes, { minLength: 1, maxLength: 3 }),
      fc.subarray([...OUTPUT_FORMATS], { minLength: 1, maxLength: 2 }),
      // Most trials take less time than a process of their own.
      fc.oneof(
        { weight: 9, arbitrary: fc.constant('as usual' as const) },
        { weight: 1, arbitrary: fc.constant('isolated' as const) },
      ),
    )
    .map(([{ kind, what, bytes }, some, formats, where]) => {
      const variants = Object.fromEntries(some.map((each, index) => [`v${index}`, each]));
      return { kind, what, trial: { bytes, variants, formats, where, limits: RANDOM_LIMITS } };
    });
}

async function pictures(): Promise<Sent[]> {
  const made: Sent[] = [];
  for (const kind of KINDS) {
    for (const size of [
      { width: 48, height: 32 },
      { width: 500, height: 300 },
    ]) {
      for (const [how, bytes] of await originals(kind, size)) {
        made.push({ kind, what: `${how}, ${size.width} x ${size.height}`, bytes });
      }
    }
  }
  return made;
}

async function smallBombs(): Promise<Sent[]> {
  const made: Sent[] = [];
  for (const kind of SOURCE_FORMATS) {
    for (const [what, make] of Object.entries(BOMBS[kind])) {
      const bytes = await make();
      if (bytes.length <= MOST_BYTES_OF_A_BOMB) made.push({ kind, what, bytes });
    }
  }
  return made;
}
