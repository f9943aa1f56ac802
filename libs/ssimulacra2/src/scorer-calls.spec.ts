import { setImmediate } from 'node:timers/promises';
import { createScorer, type RawImage } from './index.ts';
import { blur, grain } from './testing/distortions.ts';
import { scene } from './testing/images.ts';

describe('a scorer', () => {
  it('gives concurrent calls the same scores as calls one by one', async () => {
    const image = scene(200, 150);
    const others = [grain(image, 10), blur(image, 0.5), image];
    const score = await createScorer(image);
    const oneByOne = [];
    for (const other of others) oneByOne.push(await score(other));
    expect(await Promise.all(others.map(score))).toEqual(oneByOne);
  });

  it('rejects an image of another size, and scores the next one', async () => {
    const image = scene(120, 120);
    const score = await createScorer(image);
    const wrong = score(scene(120, 121));
    const right = score(image);
    await expect(wrong).rejects.toThrow('expected 120 x 120 pixels, got 120 x 121 pixels');
    expect(await right).toBe(100);
  });

  it('rejects images without pixels, and bytes that are not those of their pixels', async () => {
    const image = scene(20, 10);
    const short = { ...image, data: image.data.subarray(1) };
    const message = 'expected 20 x 10 pixels of 3 channels, got 599 bytes';
    await expect(createScorer(short)).rejects.toThrow(new RangeError(message));
    const score = await createScorer(image);
    await expect(score(short)).rejects.toThrow(new RangeError(message));
    const empty: RawImage = { data: new Uint8Array(), width: 0, height: 10, channels: 3 };
    await expect(createScorer(empty)).rejects.toThrow(RangeError);
  });

  it('yields to the event loop while it works', async () => {
    const image = scene(512, 512);
    const score = await createScorer(image);
    let [turns, working] = [0, true];
    const others = (async () => {
      while (working) {
        await setImmediate();
        turns += 1;
      }
    })();
    await score(image);
    working = false;
    await others;
    expect(turns).toBeGreaterThan(20);
  });
});
