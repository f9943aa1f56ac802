import { INBOX_RETRIES, WEBHOOK_RETRIES, type Retries } from './retries.ts';

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
  expect(Math.max(...waits(WEBHOOK_RETRIES))).toBeLessThanOrEqual(12 * HOUR);
});

interface Row {
  readonly retries: Retries;
  readonly total: number;
}
