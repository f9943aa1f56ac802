import { animation } from '../testing/index.ts';
import { isWholeGif } from './gif-structure.ts';

describe('isWholeGif', () => {
  it('tells a GIF that ends inside a block, wherever that is', async () => {
    const gif = await animation({ frames: 3, width: 20, height: 20 });
    expect(isWholeGif(gif)).toBe(true);
    const whole = [...gif.keys()].filter((length) => isWholeGif(gif.subarray(0, length)));
    // Only where a block ends: after the header and its colours, the loop, and each frame with its delay.
    expect(whole).toHaveLength(8);
    expect(whole.at(-1)).toBe(gif.length - 1);
  });

  it('forgives a missing trailer and whatever comes after the last frame', async () => {
    const gif = await animation({ frames: 3, width: 20, height: 20 });
    expect(isWholeGif(gif.subarray(0, -1))).toBe(true);
    expect(isWholeGif(Buffer.concat([gif, Buffer.from('!!')]))).toBe(true);
    expect(isWholeGif(Buffer.concat([gif.subarray(0, -1), Buffer.alloc(2)]))).toBe(true);
  });
});
