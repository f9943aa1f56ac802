import sharp, { type Sharp } from 'sharp';
import { makeOne } from '../testing/make.ts';

const orange = { r: 200, g: 100, b: 50 };
const flat = (alpha?: number): Sharp =>
  sharp({
    create: {
      width: 16,
      height: 16,
      channels: alpha === undefined ? 3 : 4,
      background: { ...orange, alpha },
    },
  });

describe('colors', () => {
  it.each`
    what                          | source                                                                              | gives                   | within
    ${'8-bit sRGB'}               | ${() => flat().png()}                                                               | ${[200, 100, 50, 255]}  | ${0}
    ${'a palette'}                | ${() => flat().png({ palette: true })}                                              | ${[200, 100, 50, 255]}  | ${0}
    ${'Display P3'}               | ${() => flat().withIccProfile('p3').png()}                                          | ${[200, 100, 50, 255]}  | ${2}
    ${'16-bit'}                   | ${() => flat().toColourspace('rgb16').png()}                                        | ${[200, 100, 50, 255]}  | ${0}
    ${'16-bit with sRGB profile'} | ${() => flat().toColourspace('rgb16').withIccProfile('srgb').png()}                 | ${[200, 100, 50, 255]}  | ${2}
    ${'16-bit Display P3'}        | ${() => flat().toColourspace('rgb16').withIccProfile('p3').png()}                   | ${[200, 100, 50, 255]}  | ${2}
    ${'16-bit with alpha'}        | ${() => flat(0.5).toColourspace('rgb16').png()}                                     | ${[200, 100, 50, 128]}  | ${1}
    ${'16-bit TIFF'}              | ${() => flat().toColourspace('rgb16').tiff({ compression: 'none' })}                | ${[200, 100, 50, 255]}  | ${0}
    ${'Lab TIFF'}                 | ${() => flat().toColourspace('lab').tiff({ compression: 'none' })}                  | ${[200, 100, 50, 255]}  | ${1}
    ${'CMYK JPEG'}                | ${() => flat().toColourspace('cmyk').jpeg({ quality: 100 })}                        | ${[199, 94, 21, 255]}   | ${6}
    ${'CMYK JPEG with a profile'} | ${() => flat().withIccProfile('cmyk').toColourspace('cmyk').jpeg({ quality: 100 })} | ${[195, 94, 24, 255]}   | ${6}
    ${'gray'}                     | ${() => flat().toColourspace('b-w').png()}                                          | ${[128, 128, 128, 255]} | ${1}
    ${'16-bit gray'}              | ${() => flat().toColourspace('grey16').png()}                                       | ${[128, 128, 128, 255]} | ${1}
    ${'gray with alpha'}          | ${() => flat(0.5).toColourspace('b-w').png()}                                       | ${[128, 128, 128, 128]} | ${1}
    ${'10-bit AVIF'}              | ${() => flat().avif({ quality: 100, bitdepth: 10 })}                                | ${[200, 100, 50, 255]}  | ${3}
  `(
    'are correct from $what',
    async ({ source, gives, within }: { source: () => Sharp; gives: number[]; within: number }) => {
      const original = await source().toBuffer();
      for (const asked of [{}, { resize: { width: 8 } }]) {
        const made = await makeOne(original, asked);
        made
          .pixel(4, 4)
          .forEach((value, channel) =>
            expect(Math.abs(value - (gives[channel] ?? 0))).toBeLessThanOrEqual(within),
          );
        const { space, depth } = await sharp(made.data).metadata();
        expect({ space, depth }).toEqual({ space: 'srgb', depth: 'uchar' });
      }
    },
  );
});
