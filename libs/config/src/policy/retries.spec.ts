import { INBOX_RETRIES, WEBHOOK_RETRIES, withJitter, type Retries } from './retries.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

const waits = ({ attempts, secondsAfter }: Retries): number[] =>
  Array.from({ length: attempts - 1 }, (_, n) => secondsAfter(n + 1));

it.each`
  what             | retries            | total
  ${'an original'} | ${INBOX_RETRIES}   | ${5 * MINUTE}
  ${'a webhook'}   | ${WEBHOOK_RETRIES} | ${24 * HOUR}
`('retries $what for more than $total seconds, with growing delays', ({ retries, total }: Row) => {
  const all = waits(retries);
  expect(all.reduce((sum, seconds) => sum + seconds)).toBeGreaterThan(total);
  expect(all).toEqual(all.toSorted((a, b) => a - b));
  expect(retries.secondsAfter(retries.attempts)).toBe(0);
});

it('never waits longer than the 12 hours that SQS can hide a message', () => {
  const longest = withJitter(WEBHOOK_RETRIES, () => 1);
  expect(Math.max(...waits(longest))).toBeLessThan(12 * HOUR);
});

it('spreads delays by up to a tenth, in whole seconds, and shortens none', () => {
  const all = [0, 0.5, 1].map((random) => withJitter(WEBHOOK_RETRIES, () => random));
  expect(all.map(({ secondsAfter }) => secondsAfter(2))).toEqual([300, 315, 330]);
  expect(all.map(({ secondsAfter }) => secondsAfter(1))).toEqual([5, 5, 6]);
  expect(all.map(({ secondsAfter }) => secondsAfter(8))).toEqual([0, 0, 0]);
  expect(all.map(({ attempts }) => attempts)).toEqual([8, 8, 8]);
});

interface Row {
  readonly retries: Retries;
  readonly total: number;
}
