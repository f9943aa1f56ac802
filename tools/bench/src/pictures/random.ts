/** Pseudo-random numbers from 0 up to 1, reproducible by their seed (MINSTD, Lehmer's generator). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = 1 + (seed % 2_147_483_646);
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
