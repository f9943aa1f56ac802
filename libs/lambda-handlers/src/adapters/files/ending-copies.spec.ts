import { manualClock } from '@thumbing/pipeline/memory';
import { idOf } from '@thumbing/pipeline/testing';
import { endingCopies } from './ending-copies.ts';

const HOUR = 60 * 60;
const image = { profile: 'avatar', id: idOf(1) };
/** The time in its id. */
const GRANTED = new Date(0x0192_0000_0000).toISOString();

it.each([
  [undefined, 999 * HOUR, true],
  [36 * HOUR, 24 * HOUR, true],
  [36 * HOUR, 25 * HOUR, false],
  [24 * HOUR, 0, true],
  [24 * HOUR, 0.001, false],
  [HOUR, HOUR, false],
])(
  'has of an original that S3 removes after %s s, and that is %s s old, a copy: %s',
  async (retention, after, written) => {
    const clock = manualClock(GRANTED);
    clock.step(after * 1_000);
    const names: string[] = [];
    const copies = endingCopies(
      {
        read: async () => undefined,
        write: async (_, name) => void names.push(name),
      },
      retention,
      clock,
    );
    await copies.write(image, '1024.jpeg', Uint8Array.of(1));
    expect(names).toEqual(written ? ['1024.jpeg'] : []);
  },
);
