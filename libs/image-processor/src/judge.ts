import { once } from './once.ts';
import { giveBack } from './held.ts';
import type { Job } from './pass.ts';
import type { Pixels } from './pixels.ts';
import { decodeAgain } from './steps/encode.ts';

/** Says how like its pixels a file is: SSIMULACRA2, of which 100 is the same. */
export type Judge = (data: Buffer) => Promise<number>;

/** A judge of what is made of these pixels. What it has to know of them is worked out when it is first asked. */
export function judgeOf(pixels: Pixels, job: Job): Judge {
  const { width, height, frames, channels } = pixels;
  const picture = (data: Buffer) => ({ data, width, height: height * frames, channels });
  const prepared = once(async () => {
    // Loaded when it is needed: most renders have nothing to judge.
    const { createScorer } = await import('@thumbing/ssimulacra2');
    return createScorer(picture(pixels.data));
  });
  return async (data) => {
    const score = await prepared();
    const shown = picture(await decodeAgain(data, pixels, job));
    try {
      return await score(shown);
    } finally {
      giveBack(shown.data);
    }
  };
}
