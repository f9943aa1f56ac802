import sharp from 'sharp';
import { sharpInput } from '../raster/sharp-input.ts';
import { draw } from '../testing/apply.ts';
import { contextWith } from '../testing/context.ts';
import { scorerFor } from './score.ts';

describe('the score of an animation', () => {
  const [width, height, frames] = [30, 20, 4];
  const rows = draw(width, height * frames, (_, y) => {
    const level = 20 * Math.floor(y / height);
    return [level, level, level];
  });
  const pixels = { ...rows, height, frames };

  it('is 100 where every frame is kept', async () => {
    const file = await sharpInput(pixels).webp({ lossless: true }).toBuffer();
    expect(await scorerFor(pixels, contextWith())(file)).toBeCloseTo(100);
  });

  it('is low where the encoder merged frames', async () => {
    const file = await sharpInput(pixels).webp({ quality: 10 }).toBuffer();
    expect((await sharp(file).metadata()).pages).toBeLessThan(frames);
    expect(await scorerFor(pixels, contextWith())(file)).toBeLessThan(30);
  });
});
