import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { manualClock } from '@thumbing/pipeline/testing';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { openDatabase } from './database.ts';
import { largestStep, steadyClock, type SteadyClock } from './steady-clock.ts';

const MINUTE = 60 * 1_000;
const HOUR = 60 * MINUTE;
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
  const open = (acceptClock = false, step?: number): SteadyClock =>
    steadyClock({ database, clock, acceptClock, largestStep: step });
  /** Runs for a while, and saves as often as a server does. */
  const run = async (steady: SteadyClock, milliseconds: number): Promise<void> => {
    steady.save();
    for (let passed = 0; passed < milliseconds; passed += MINUTE) {
      await clock.sleep(MINUTE);
      steady.save();
    }
  };
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
    const trusted = clock.now();
    clock.step(3_650 * DAY);
    expect(steady.leap()).toEqual({ trusted, now: clock.now() });
    steady.save();
    const restarted = open();
    expect(restarted.leap()).toEqual({ trusted, now: clock.now() });
    expect(restarted.now()).toBe(trusted.getTime());
    clock.step(-3_650 * DAY);
    expect(restarted.leap()).toBeUndefined();
  });

  it('takes a step for a leap if it is longer than the given one', () => {
    open(false, 3 * DAY).save();
    clock.step(3 * DAY);
    expect(open(false, 3 * DAY).leap()).toBeUndefined();
    clock.step(1);
    expect(open(false, 3 * DAY).leap()).toBeDefined();
  });

  it('adds up steps at starts between which no time passes, and reports when they are a leap', () => {
    open().save();
    const trusted = clock.now();
    clock.step(20 * DAY);
    const followed = open();
    expect(followed.leap()).toBeUndefined();
    followed.save();
    const time = followed.now();
    for (let n = 0; n < 4; n += 1) {
      clock.step(20 * DAY);
      const steady = open();
      expect(steady.leap()).toEqual({ trusted, now: clock.now() });
      expect(steady.now()).toBe(time);
      steady.save();
    }
  });

  it('adds up steps within one run, and while it lasts they are a leap, however long it runs', async () => {
    const steady = open();
    await run(steady, 2 * HOUR);
    for (let n = 0; n < 2; n += 1) {
      clock.step(20 * DAY);
      await run(steady, 59 * MINUTE);
    }
    expect(steady.leap()).toBeDefined();
    await run(steady, 2 * HOUR);
    expect(steady.leap()).toBeDefined();
  });

  it('counts every time that the machine was off, if it runs for an hour in between', async () => {
    for (let n = 0; n < 5; n += 1) {
      const steady = open();
      expect(steady.leap()).toBeUndefined();
      expect(steady.now()).toBe(wall());
      await run(steady, HOUR);
      clock.step(20 * DAY);
    }
  });

  it('does not count corrections of a clock as steps', async () => {
    const steady = open();
    clock.step(20 * DAY);
    steady.save();
    for (let n = 0; n < 60; n += 1) {
      clock.step(100);
      await run(steady, MINUTE);
    }
    clock.step(20 * DAY);
    expect(open().leap()).toBeUndefined();
  });

  it('continues a time that was stored without the trusted one', () => {
    const old = wall();
    database.prepare('INSERT INTO clock (id, seen) VALUES (1, ?)').run(old);
    clock.step(31 * DAY);
    expect(open().leap()).toMatchObject({ trusted: new Date(old) });
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

describe('largestStep', () => {
  it.each([
    { days: 7, step: 3.5 },
    { days: 60, step: 30 },
    { days: 61, step: 30 },
  ])('is $step days where originals are kept for $days days', ({ days, step }) => {
    expect(largestStep({ originals: days * 86_400 })).toBe(step * DAY);
  });

  it('is 30 days where originals are kept as long as their image', () => {
    expect(largestStep({})).toBe(30 * DAY);
  });
});
