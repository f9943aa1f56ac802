import sharp from 'sharp';
import { inspect } from '../inspect.ts';
import { photo } from '../testing/index.ts';
import { LIMITS, make } from '../testing/make.ts';

describe('the CPU time of a process', () => {
  const limits = { ...LIMITS, cpuTime: 3_600 };

  it.each([
    ['render', (bytes: Buffer) => make(bytes, {}, { limits })],
    ['inspection', (bytes: Buffer) => inspect(bytes, { accept: ['jpeg'], limits })],
  ])('counts for a %s from when work that was given up has ended', async (_, work) => {
    const small = await photo({ width: 8, height: 8 });
    let ended = false;
    const givenUp = sharp(await photo({ width: 1_200, height: 800 }))
      .blur(60)
      .raw()
      .toBuffer()
      .then(() => {
        ended = true;
      });
    await work(small);
    expect(ended).toBe(true);
    await givenUp;
  });
});
