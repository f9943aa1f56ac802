import { backgroundWork } from './background-work.ts';

const tick = () => new Promise(setImmediate);

it('is done once everything is, also what was added meanwhile', async () => {
  const { add, done } = backgroundWork();
  const steps: string[] = [];
  const work = async (name: string, next?: () => void): Promise<void> => {
    await tick();
    steps.push(name);
    next?.();
  };
  add(work('first', () => add(work('second'))));
  await done();
  expect(steps).toEqual(['first', 'second']);
});

it('is done at once where there is nothing', async () => {
  await expect(backgroundWork().done()).resolves.toBeUndefined();
});
