import { SOURCE_FORMATS } from '../src/formats.ts';
import { BOMBS, ENDLESS_BOMBS } from './files/bombs.ts';
import { faultOf, LIMITS, type Trial } from './trials/trial.ts';
import { startTrials } from './trials/trials.ts';

const trials = startTrials();
afterAll(() => trials.end());

const asked = {
  variants: { whole: { animation: 'keep' }, small: { resize: { width: 64 } } },
  formats: ['webp'],
  limits: { ...LIMITS, cpuTime: 0.5 },
} as const satisfies Partial<Trial>;

describe.each(SOURCE_FORMATS)('a bomb as %s:', (format) => {
  it.each(Object.entries(BOMBS[format]))(
    '%s ends in renditions or a refusal, in bounded time and memory',
    async (_, make) => {
      const verdict = await trials.run({ ...asked, bytes: await make() });
      expect(faultOf(verdict, asked.limits)).toBeUndefined();
    },
  );
});

describe('an original that keeps a decoder busy for minutes', () => {
  it.each(Object.entries(ENDLESS_BOMBS))(
    'is refused before it is decoded: %s',
    async (_, { make, code }) => {
      const limits = { ...asked.limits, maxPixels: 100_000_000 };
      const verdict = await trials.run({ ...asked, bytes: make(), limits });
      expect(verdict).toMatchObject({ ended: 'refused', code });
      expect(faultOf(verdict, limits)).toBeUndefined();
    },
  );
});
