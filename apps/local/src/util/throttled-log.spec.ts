import { manualClock } from '@thumbing/pipeline/memory';
import { throttledLog } from './throttled-log.ts';

it('logs a message at once, and its repetitions once a minute, with their number', async () => {
  const clock = manualClock();
  const lines: string[] = [];
  const log = throttledLog((message) => void lines.push(message), clock);
  for (let n = 0; n < 100; n += 1) log('token refused: it has expired');
  log('token refused: it is forged');
  await clock.sleep(59_999);
  log('token refused: it has expired');
  expect(lines).toEqual(['token refused: it has expired', 'token refused: it is forged']);
  await clock.sleep(1);
  log('token refused: it has expired');
  await clock.sleep(60_000);
  log('token refused: it has expired');
  expect(lines.slice(2)).toEqual([
    'token refused: it has expired, and 100 times since the last line',
    'token refused: it has expired',
  ]);
});
