import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { manualClock } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { steadyClock, type SteadyClock } from './steady-clock.ts';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;

describe('steadyClock', () => {
  let folder: TemporaryFolder;
  let database: DatabaseSync;
  let clock: ReturnType<typeof manualClock>;
  beforeEach(async () => {
    folder = await temporaryFolder();
    database = openDatabase(join(folder.path, 'thumbing.db'));
    clock = manualClock();
  });
  afterEach(async () => {
    database.close();
    await folder.close();
  });
  const open = (acceptClock = false): SteadyClock => steadyClock({ database, clock, acceptClock });
  const wall = () => clock.now().getTime();

  it('starts with the wall clock', () => {
    expect(open().now()).toBe(wall());
  });

  it.each([-DAY, -HOUR, HOUR, 4_000 * DAY])(
    'goes on when the wall clock steps by %i ms',
    async (step) => {
      const steady = open();
      const before = steady.now();
      clock.step(step);
      expect(steady.now()).toBe(before);
      await clock.sleep(1_000);
      expect(steady.now()).toBe(before + 1_000);
    },
  );

  it('counts the time that the machine was off', () => {
    open().save();
    clock.step(29 * DAY);
    const steady = open();
    expect(steady.now()).toBe(wall());
    expect(steady.leap()).toBeUndefined();
  });

  it('does not go back in a restart', () => {
    const before = open();
    before.save();
    clock.step(-HOUR);
    expect(open().now()).toBe(before.now());
  });

  it('does not follow a leap, and reports it until the wall clock returns', () => {
    const steady = open();
    const seen = clock.now();
    clock.step(3_650 * DAY);
    expect(steady.leap()).toEqual({ seen, now: clock.now() });
    steady.save();
    const restarted = open();
    expect(restarted.leap()).toEqual({ seen, now: clock.now() });
    expect(restarted.now()).toBe(seen.getTime());
    clock.step(-3_650 * DAY);
    expect(restarted.leap()).toBeUndefined();
  });

  it('takes steps for a leap only if they come at once', () => {
    const steady = open();
    for (let n = 0; n < 5; n += 1) {
      clock.step(20 * DAY);
      expect(steady.leap()).toBeUndefined();
      steady.save();
    }
  });

  it('follows a leap that is accepted, also at the next start', () => {
    open().save();
    clock.step(3_650 * DAY);
    const accepted = open(true);
    expect(accepted.leap()).toBeUndefined();
    expect(accepted.now()).toBe(wall());
    accepted.save();
    expect(open().leap()).toBeUndefined();
  });
});
