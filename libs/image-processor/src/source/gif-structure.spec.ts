import { animation } from '../testing/index.ts';
import { isCompleteGif } from './gif-structure.ts';

describe('isCompleteGif', () => {
  it('detects a GIF that ends inside of any block', async () => {
    const gif = await animation({ frames: 3, width: 20, height: 20 });
    expect(isCompleteGif(gif)).toBe(true);
    const whole = [...gif.keys()].filter((length) => isCompleteGif(gif.subarray(0, length)));
    // Complete at the end of a block: after the header and its colors, the loop, and each frame with its delay.
    expect(whole).toHaveLength(8);
    expect(whole.at(-1)).toBe(gif.length - 1);
  });

  it('accepts a missing trailer and bytes after the last frame', async () => {
    const gif = await animation({ frames: 3, width: 20, height: 20 });
    expect(isCompleteGif(gif.subarray(0, -1))).toBe(true);
    expect(isCompleteGif(Buffer.concat([gif, Buffer.from('!!')]))).toBe(true);
    expect(isCompleteGif(Buffer.concat([gif.subarray(0, -1), Buffer.alloc(2)]))).toBe(true);
  });
});
