import fc from 'fast-check';
import { withChecksums } from './files/checksums.ts';
import { beginnings, damaged, flips } from './files/damage.ts';
import { DRAWING, redrawings } from './files/drawing.ts';
import { KINDS, originals } from './files/originals.ts';
import { faultOf, LIMITS, type Verdict } from './trials/trial.ts';
import { startTrials } from './trials/trials.ts';
import type { RecipeInput } from '../src/recipe/recipe.ts';

const trials = startTrials();
afterAll(() => trials.end());

/** A busy machine takes minutes over thousands of renders. */
const HOUR = 3_600_000;

/** Recipes of several passes, and more often of a single pass (where the format allows it), which takes half the time. */
const SMALL = { resize: { width: 20 }, animation: 'keep' } as const satisfies RecipeInput;
const recipes = fc.oneof<fc.MaybeWeightedArbitrary<RecipeInput>[]>(
  { weight: 1, arbitrary: fc.constant(SMALL) },
  { weight: 3, arbitrary: fc.constant({ animation: 'keep' }) },
);

/** Throws the fault of a render that ends neither in renditions nor in an `ImageError`. */
async function survives(bytes: Uint8Array, input: RecipeInput = SMALL): Promise<Verdict> {
  const verdict = await trials.run({
    bytes,
    variants: { it: input },
    formats: ['webp'],
    // A process for each of thousands would take long, and this one may die too.
    where: 'here',
    limits: LIMITS,
  });
  const fault = faultOf(verdict, LIMITS);
  if (fault !== undefined) throw new Error(`of ${bytes.length} bytes: ${fault}`);
  return verdict;
}

/** Checks a file cut short at every percent: decoders need nothing after the last pixel. */
async function isRefusedOrWhole(whole: Uint8Array): Promise<void> {
  const expected = await stillOf(whole);
  expect(expected).toBeDefined();
  for (const bytes of beginnings(whole)) {
    const still = await stillOf(bytes);
    if (still === undefined) continue;
    expect({ of: bytes.length, still }).toEqual({ of: bytes.length, still: expected });
  }
}

async function stillOf(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const verdict = await survives(bytes, { ...SMALL, animation: 'first-frame' });
  return verdict.ended === 'rendered' ? verdict.renditions[0]?.data : undefined;
}

/** Counterexamples are small, and shrinking one takes a new process for each attempt. */
const SEEDED = { seed: 7, numRuns: 2_000, endOnFailure: true };

/** Conversions by a color profile take ten times as long as all else. */
const WITH_PROFILE = /CMYK|Display P3|of a phone/;

/** Stored in any way, but rarely with a color profile. */
const anyOf = (all: ReadonlyMap<string, Buffer>): fc.Arbitrary<string> =>
  fc.oneof(
    ...[...all.keys()].map((how) => ({
      weight: WITH_PROFILE.test(how) ? 1 : 10,
      arbitrary: fc.constant(how),
    })),
  );

describe.each(KINDS)('a damaged %s', (kind) => {
  it(
    'is refused wherever it is cut short, unless all of its pixels are there',
    async () => {
      for (const whole of (await originals(kind)).values()) await isRefusedOrWhole(whole);
    },
    HOUR,
  );

  it(
    'with flipped bits ends in renditions or an ImageError',
    async () => {
      const all = await originals(kind);
      await fc.assert(
        fc.asyncProperty(
          anyOf(all),
          flips,
          fc.boolean(),
          recipes,
          async (how, bits, mended, input) => {
            const bytes = damaged(all.get(how) ?? Buffer.alloc(0), bits);
            await survives(mended && kind === 'png' ? withChecksums(bytes) : bytes, input);
          },
        ),
        SEEDED,
      );
    },
    HOUR,
  );
});

describe('a damaged svg', () => {
  it(
    'is refused wherever it is cut short',
    async () => {
      await isRefusedOrWhole(Buffer.from(DRAWING));
    },
    HOUR,
  );

  it(
    'with flipped bits ends in renditions or an ImageError',
    async () => {
      await fc.assert(
        fc.asyncProperty(flips, async (bits) => {
          await survives(damaged(Buffer.from(DRAWING), bits));
        }),
        SEEDED,
      );
    },
    HOUR,
  );

  it(
    'with changed markup ends in renditions or an ImageError',
    async () => {
      await fc.assert(
        fc.asyncProperty(redrawings, async (text) => {
          await survives(Buffer.from(text));
        }),
        SEEDED,
      );
    },
    HOUR,
  );
});
