import fc from 'fast-check';
import { withChecksums } from './files/checksums.ts';
import { beginnings, damaged, flips } from './files/damage.ts';
import { DRAWING, redrawings } from './files/drawing.ts';
import { KINDS, originals } from './files/originals.ts';
import { faultOf, LIMITS, type Verdict } from './trials/trial.ts';
import { startTrials } from './trials/trials.ts';

const trials = startTrials();
afterAll(() => trials.end());

/** Fails, with what was wrong, unless it ends in renditions or an `ImageError`. */
async function survives(
  bytes: Uint8Array,
  animation: 'keep' | 'first-frame' = 'keep',
): Promise<Verdict> {
  const verdict = await trials.run({
    bytes,
    variants: { it: { resize: { width: 20 }, animation } },
    formats: ['webp'],
    // Thousands would take long with a process for each; they are in one that may die anyway.
    where: 'here',
    limits: LIMITS,
  });
  const fault = faultOf(verdict, LIMITS);
  if (fault !== undefined) throw new Error(`of ${bytes.length} bytes: ${fault}`);
  return verdict;
}

/** Decoders do not miss what comes after the last pixel. */
async function isRefusedOrWhole(whole: Uint8Array): Promise<void> {
  const picture = await stillOf(whole);
  expect(picture).toBeDefined();
  for (const bytes of beginnings(whole)) {
    const still = await stillOf(bytes);
    if (still === undefined) continue;
    expect({ of: bytes.length, still }).toEqual({ of: bytes.length, still: picture });
  }
}

async function stillOf(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const verdict = await survives(bytes, 'first-frame');
  return verdict.ended === 'rendered' ? verdict.renditions[0]?.data : undefined;
}

/** A counterexample is small, and to shrink it takes a new process for each try. */
const SEEDED = { seed: 7, numRuns: 2_000, endOnFailure: true };

/** CMYK less often than the others: to convert its colors takes ten times as long as all else. */
const anyOf = (all: ReadonlyMap<string, Buffer>): fc.Arbitrary<string> =>
  fc.oneof(
    ...[...all.keys()].map((how) => ({
      weight: how === 'CMYK' ? 1 : 10,
      arbitrary: fc.constant(how),
    })),
  );

describe.each(KINDS)('a damaged %s', (kind) => {
  it('is refused wherever it was cut short, unless all of its pixels are there', async () => {
    for (const whole of (await originals(kind)).values()) await isRefusedOrWhole(whole);
  });

  it('with flipped bits ends in renditions or an ImageError', async () => {
    const all = await originals(kind);
    await fc.assert(
      fc.asyncProperty(anyOf(all), flips, fc.boolean(), async (how, bits, mended) => {
        const bytes = damaged(all.get(how) ?? Buffer.alloc(0), bits);
        await survives(mended && kind === 'png' ? withChecksums(bytes) : bytes);
      }),
      SEEDED,
    );
  });
});

describe('a damaged svg', () => {
  it('is refused wherever it was cut short', async () => {
    await isRefusedOrWhole(Buffer.from(DRAWING));
  });

  it('with flipped bits ends in renditions or an ImageError', async () => {
    await fc.assert(
      fc.asyncProperty(flips, async (bits) => {
        await survives(damaged(Buffer.from(DRAWING), bits));
      }),
      SEEDED,
    );
  });

  it('that was drawn over ends in renditions or an ImageError', async () => {
    await fc.assert(
      fc.asyncProperty(redrawings, async (text) => {
        await survives(Buffer.from(text));
      }),
      SEEDED,
    );
  });
});
