import { formatDuration } from './duration.ts';

it.each([
  [2_592_000, '30 days'],
  [86_400, '1 day'],
  [43_200, '12 hours'],
  [5_400, '90 minutes'],
  [120, '2 minutes'],
  [60, '1 minute'],
  [90, '90 seconds'],
  [3_601, '3,601 seconds'],
  [1, '1 second'],
  [1.5, '1.5 seconds'],
  [0.05, '0.05 seconds'],
  [0, '0 seconds'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
