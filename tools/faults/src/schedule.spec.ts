import { makeSchedule, type ScheduleOptions } from './schedule.ts';

const OPTIONS: ScheduleOptions = {
  seed: 7,
  uploads: 100,
  pictures: ['whole', 'truncated'],
  faults: { SIGKILL: 20, 'full disk': 5 },
  failing: { storage: 0, events: 0 },
};

it('makes the same schedule of the same seed, and another one of another', () => {
  expect(makeSchedule(OPTIONS)).toEqual(makeSchedule(OPTIONS));
  expect(makeSchedule({ ...OPTIONS, seed: 8 }).uploads).not.toEqual(makeSchedule(OPTIONS).uploads);
});

it('uploads every picture equally often, and deletes some', () => {
  const { uploads } = makeSchedule(OPTIONS);
  expect(uploads.filter(({ picture }) => picture === 'truncated')).toHaveLength(50);
  const deleted = uploads.filter(({ deletes }) => deletes !== 'never');
  expect(deleted.length).toBeGreaterThan(10);
  expect(deleted.length).toBeLessThan(35);
});

it('spreads the faults over the uploads, in the order in which they come', () => {
  const { faults } = makeSchedule(OPTIONS);
  expect(faults.filter(({ fault }) => fault === 'full disk')).toHaveLength(5);
  expect(faults).toHaveLength(25);
  const times = faults.map(({ after }) => after);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(0)).toBeLessThan(10);
  expect(times.at(-1)).toBeGreaterThan(70);
  expect(times.at(-1)).toBeLessThanOrEqual(80);
});
