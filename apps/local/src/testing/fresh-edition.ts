import { edition, type Edition, type EditionOptions } from './edition.ts';

/** The edition that a test has begun. It is closed after the test, and has logged nothing until then. */
export let running: Edition;

export const begin = async (options?: EditionOptions): Promise<Edition> =>
  (running = await edition(options));

afterEach(async () => {
  expect(running.logged).toEqual([]);
  await running.close();
});
