import sharp from 'sharp';
import { complexityOf } from './complexity.ts';
import { animation, photo } from '../testing/index.ts';

describe('parts of a file', () => {
  it('are the frames of a WebP', async () => {
    const moving = await animation({ frames: 7, width: 9, height: 5, format: 'webp' });
    expect(complexityOf(moving, 'webp')).toEqual({ count: 7, of: 'frames' });
    const still = await photo({ width: 9, height: 5, format: 'webp' });
    expect(complexityOf(still, 'webp')).toEqual({ count: 0, of: 'frames' });
  });

  it('are the pages of a TIFF, in either byte order, and of a BigTIFF', async () => {
    const pages = Buffer.alloc(8 * 24 * 3, 90);
    const raw = { width: 8, height: 24, channels: 3, pageHeight: 8 } as const;
    for (const bigtiff of [false, true]) {
      const tiff = await sharp(pages, { raw, animated: true }).tiff({ bigtiff }).toBuffer();
      expect((await sharp(tiff).metadata()).pages).toBe(3);
      expect(complexityOf(tiff, 'tiff')).toEqual({ count: 3, of: 'pages' });
    }
    // Two pages without entries, in the other byte order.
    const big = Buffer.from('4d4d002a00000008' + '0000' + '0000000e' + '0000' + '00000000', 'hex');
    expect(complexityOf(big, 'tiff')).toEqual({ count: 2, of: 'pages' });
  });

  it('are the scans of a JPEG', async () => {
    const image = sharp(await photo({ width: 40, height: 30 }));
    expect(complexityOf(await image.clone().jpeg().toBuffer(), 'jpeg')?.count).toBe(1);
    const progressive = await image.clone().jpeg({ mozjpeg: true }).toBuffer();
    expect(complexityOf(progressive, 'jpeg')?.count).toBeGreaterThan(3);
    expect(complexityOf(progressive, 'jpeg')?.count).toBeLessThan(20);
  });

  it('exclude scans inside of a segment and after the end, as decoders do', async () => {
    const jpeg = await photo({ width: 40, height: 30, gps: true });
    const scans = Buffer.alloc(2_000, Buffer.of(0xff, 0xda));
    const segment = Buffer.concat([Buffer.of(0xff, 0xe5, 0x07, 0xd2), scans]);
    const inside = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
    expect(complexityOf(inside, 'jpeg')?.count).toBe(1);
    expect(complexityOf(Buffer.concat([jpeg, scans]), 'jpeg')?.count).toBe(1);
    const stray = Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(4), jpeg.subarray(-2)]);
    expect(complexityOf(stray, 'jpeg')?.count).toBe(1);
  });

  it('are counted in a truncated file, and in a circular one', async () => {
    const circle = Buffer.from('49492a0008000000' + '0000' + '08000000', 'hex');
    expect(complexityOf(circle, 'tiff')?.count).toBeLessThan(10);
    for (const format of ['webp', 'tiff'] as const) {
      const whole = await photo({ width: 9, height: 5, format });
      for (let length = 12; length < whole.length; length += 1) {
        expect(complexityOf(whole.subarray(0, length), format)?.count).toBeLessThanOrEqual(2);
      }
    }
  });

  it('are not counted in other formats', async () => {
    expect(
      complexityOf(await photo({ width: 9, height: 5, format: 'png' }), 'png'),
    ).toBeUndefined();
  });
});
