/** Pseudo-random numbers from 0 up to 1, reproducible by their seed (MINSTD, Lehmer's generator). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = 1 + (seed % 2_147_483_646);
  const next: Random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // The first numbers of neighboring seeds are close together.
  for (let skipped = 0; skipped < 10; skipped += 1) next();
  return next;
}

/** One of the items, at random. */
export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('there is nothing to pick from');
  return item;
}
