import { manualClock } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { ascendingIds } from './ascending-ids.ts';

const DAY = 24 * 60 * 60 * 1_000;

describe('ascendingIds', () => {
  it('makes UUIDv7 of the time', () => {
    const clock = manualClock('2026-01-01T00:00:00.000Z');
    const id = ascendingIds(clock)();
    expect(z.uuidv7().parse(id)).toMatch(/^019b76da-a800-7/);
  });

  it('makes greater ids within a millisecond, and wherever the clock steps', () => {
    const clock = manualClock();
    const newId = ascendingIds(clock);
    const ids: string[] = [];
    for (const step of [0, DAY, -DAY, -DAY, 1]) {
      clock.step(step);
      for (let n = 0; n < 500; n += 1) ids.push(newId());
    }
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const id of ids) z.uuidv7().parse(id);
  });

  it('makes ids greater than the newest one that exists', () => {
    const clock = manualClock();
    const newest = ascendingIds({ now: () => new Date(clock.now().getTime() + DAY) })();
    expect(ascendingIds(clock, newest)() > newest).toBe(true);
  });
});
