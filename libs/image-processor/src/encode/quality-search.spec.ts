import fc from 'fast-check';
import { lowestReaching, highestFitting } from './quality-search.ts';

/** An encoder whose scores and sizes depend on the quality, and the qualities that were tried. */
function encoder(scoreAt: (quality: number) => number, bytesAt = (quality: number) => quality) {
  const asked: number[] = [];
  const attempt = async (quality: number) => {
    asked.push(quality);
    return { quality, score: scoreAt(quality), data: Buffer.alloc(bytesAt(quality)) };
  };
  return { asked, attempt };
}

describe('lowestReaching', () => {
  it('stops at the first attempt where it is close', async () => {
    const { asked, attempt } = encoder((quality) => quality);
    expect(await lowestReaching(attempt, 70, 71)).toMatchObject({ quality: 71, score: 71 });
    expect(asked).toEqual([71]);
  });

  it.each([20, 50, 80, 100])('finds the quality from a first attempt of %i', async (start) => {
    const { asked, attempt } = encoder((quality) => 100 - 2_000 / (quality + 15));
    const found = await lowestReaching(attempt, 75, start);
    expect(found.quality).toBeGreaterThanOrEqual(65);
    expect(found.quality).toBeLessThanOrEqual(72);
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  /** Scores of a photo of 512 pixels at qualities 0, 10, ... 100. */
  const MEASURED = {
    jpeg: [-63, 9, 39, 52, 59, 64, 68, 72, 76, 81, 88],
    webp: [-5, 22, 35, 47, 54, 60, 65, 69, 75, 83, 86],
    avif: [-26, -4, 16, 34, 51, 65, 75, 81, 86, 91, 97],
  };

  it.each(['jpeg', 'webp', 'avif'] as const)(
    'finds nearly the lowest sufficient quality of %s from any first attempt, without trying the highest',
    async (format) => {
      const known = MEASURED[format];
      const scoreAt = (quality: number) => {
        const [low = NaN, high = low] = known.slice(Math.floor(quality / 10));
        return low + (high - low) * ((quality % 10) / 10);
      };
      for (const target of [30, 50, 70]) {
        const enough = known.findIndex((score) => score >= target) * 10;
        for (const start of [20, 40, 60, 80]) {
          const { asked, attempt } = encoder(scoreAt);
          const found = await lowestReaching(attempt, target, start);
          expect(found.score).toBeGreaterThanOrEqual(target);
          expect(found.quality).toBeLessThanOrEqual(enough + 1);
          expect(asked).not.toContain(100);
        }
      }
    },
  );

  it('reaches the target whenever any quality does, in at most four different attempts', async () => {
    const curves = fc.record({
      // Differences of the score from one quality to the next.
      steps: fc.array(fc.double({ min: 0, max: 4, noNaN: true }), {
        minLength: 100,
        maxLength: 100,
      }),
      lowest: fc.double({ min: -50, max: 60, noNaN: true }),
      start: fc.integer({ min: 1, max: 100 }),
      target: fc.constantFrom(30, 50, 70),
    });
    await fc.assert(
      fc.asyncProperty(curves, async ({ steps, lowest, start, target }) => {
        const scores = steps.map((_, index) =>
          steps.slice(0, index + 1).reduce((sum, step) => sum + step, lowest),
        );
        const { asked, attempt } = encoder((quality) => scores[quality - 1] ?? NaN);
        const { score } = await lowestReaching(attempt, target, start);
        expect(asked.length).toBeLessThanOrEqual(4);
        expect(new Set(asked).size).toBe(asked.length);
        const reachable = (scores.at(-1) ?? NaN) >= target;
        expect(score >= target).toBe(reachable);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('returns the highest quality where none is sufficient', async () => {
    const { attempt } = encoder((quality) => quality / 4);
    expect(await lowestReaching(attempt, 70, 60)).toMatchObject({ quality: 100, score: 25 });
  });
});

describe('highestFitting', () => {
  it('keeps a file that fits', async () => {
    const { asked, attempt } = encoder(Number);
    const highest = await attempt(80);
    expect(await highestFitting(attempt, 80, highest)).toBe(highest);
    expect(asked).toEqual([80]);
  });

  it('finds the highest quality that fits, in no more attempts than bisection takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        async (from, most) => {
          const { asked, attempt } = encoder(Number, (quality) => quality * 10);
          const { quality } = await highestFitting(attempt, most * 10, await attempt(from));
          expect(quality).toBe(Math.min(from, most));
          expect(asked.length).toBeLessThanOrEqual(8);
        },
      ),
      { seed: 7 },
    );
  });

  it('returns the lowest quality where none fits', async () => {
    const { attempt } = encoder(Number, () => 1_000);
    expect((await highestFitting(attempt, 999, await attempt(80))).quality).toBe(1);
  });
});
