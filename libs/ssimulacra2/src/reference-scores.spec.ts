import { setImmediate } from 'node:timers/promises';
import type { Picture } from './raw-image.ts';
import { similarityTo } from './index.ts';

// generator: begin
/** Whole numbers from 0, always the same. */
function chance(): (below: number) => number {
  let last = 1;
  return (below) => {
    last = (last * 48_271) % 2_147_483_647;
    return last % below;
  };
}

/** Paints a picture pixel by pixel: red, green, blue and maybe alpha, rounded to what a byte can hold. */
function paint(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): Picture {
  const channels = colour(0, 0).length === 4 ? 4 : 3;
  const levels = new Uint8ClampedArray(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      colour(x, y).forEach((level, channel) => (levels[at + channel] = level));
    }
  }
  return { data: new Uint8Array(levels.buffer), width, height, channels };
}

/** Two dozen discs, every other one chequered, on a slope of colours, with grain. */
function scene(width: number, height: number): Picture {
  const random = chance();
  const discs = Array.from({ length: 24 }, (_, index) => ({
    left: random(width),
    top: random(height),
    radius: 4 + random(Math.ceil(Math.max(width, height) / 6)),
    colour: [random(256), random(256), random(256)],
    chequer: index % 2 && 1 + random(6),
  }));
  return paint(width, height, (x, y) => {
    const disc = discs.findLast(
      ({ left, top, radius }) => (x - left) ** 2 + (y - top) ** 2 < radius ** 2,
    );
    const slope = [40 + (160 * x) / width, 60 + (120 * y) / height, 200 - (150 * x) / width];
    const light = (disc && (x & disc.chequer) === (y & disc.chequer) ? 24 : 0) + random(9) - 4;
    return (disc?.colour ?? slope).map((level) => level + light);
  });
}

/** A pixel, or the nearest one where there is none. */
function pixel({ data, width, height, channels }: Picture, x: number, y: number): number[] {
  const column = Math.min(Math.max(x, 0), width - 1);
  const row = Math.min(Math.max(y, 0), height - 1);
  const at = (row * width + column) * channels;
  const rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  return channels === 4 ? [...rgb, data[at + 3] ?? 0] : rgb;
}

/** Changes every pixel. */
const changed = (picture: Picture, change: (levels: number[], x: number, y: number) => number[]) =>
  paint(picture.width, picture.height, (x, y) => change(pixel(picture, x, y), x, y));

function grain(picture: Picture, strength: number): Picture {
  const random = chance();
  return changed(picture, (levels) =>
    levels.map((level) => level + random(2 * strength + 1) - strength),
  );
}

const bands = (picture: Picture, width: number): Picture =>
  changed(picture, (levels) => levels.map((level) => Math.floor(level / width) * width));

const blur = (picture: Picture, weight: number): Picture =>
  changed(picture, (levels, x, y) => {
    const around = [pixel(picture, x - 1, y), pixel(picture, x + 1, y), pixel(picture, x, y - 1)];
    return levels.map(
      (level, channel) =>
        around.reduce((sum, other) => sum + weight * (other[channel] ?? 0), level) /
        (1 + 3 * weight),
    );
  });

const blocks = (picture: Picture, share: number): Picture =>
  changed(picture, (levels, x, y) => {
    const middle = pixel(picture, x - (x % 8) + 4, y - (y % 8) + 4);
    return levels.map((level, channel) => level + share * ((middle[channel] ?? 0) - level));
  });

const tint = (picture: Picture, by: number): Picture =>
  changed(picture, ([red = 0, green = 0, blue = 0]) => [red + by, green, blue - by]);

const DISTORTIONS = { grain, bands, blur, blocks, tint };
// generator: end

const compare = async (one: Picture, other: Picture): Promise<number> =>
  (await similarityTo(one))(other);

describe('similarity', () => {
  // By the crate ssimulacra2 0.5.1 (https://crates.io/crates/ssimulacra2): `compute_frame_ssimulacra2` of both
  // pictures as `Rgb` of levels / 255, sRGB and BT.709. It rounds more, hence the tenths where little differs.
  it.each([
    { width: 113, height: 113, distortion: 'grain', by: 6, score: 83.15 },
    { width: 113, height: 113, distortion: 'grain', by: 40, score: 22.13 },
    { width: 113, height: 113, distortion: 'blocks', by: 0.6, score: -20.55 },
    { width: 160, height: 120, distortion: 'bands', by: 3, score: 93.67 },
    { width: 160, height: 120, distortion: 'bands', by: 20, score: 62.62 },
    { width: 160, height: 120, distortion: 'tint', by: 40, score: 40.38 },
    { width: 257, height: 131, distortion: 'blur', by: 0.1, score: 84.22 },
    { width: 257, height: 131, distortion: 'blur', by: 1, score: 48.23 },
    { width: 257, height: 131, distortion: 'tint', by: 3, score: 94.35 },
    { width: 400, height: 300, distortion: 'blocks', by: 0.05, score: 87.75 },
    { width: 400, height: 300, distortion: 'bands', by: 20, score: 29.16 },
    { width: 400, height: 300, distortion: 'grain', by: 16, score: 40.26 },
  ] as const)(
    'gives $width x $height pixels with $distortion of $by the score of the reference implementation',
    async ({ width, height, distortion, by, score }) => {
      const picture = scene(width, height);
      const found = await compare(picture, DISTORTIONS[distortion](picture, by));
      expect(Math.abs(found - score)).toBeLessThan(0.3);
    },
  );

  it('is 100 of a picture and itself, whatever its size', async () => {
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [7, 9],
      [113, 112],
      [331, 257],
    ] as const) {
      const picture = scene(width, height);
      expect(await compare(picture, picture)).toBe(100);
    }
  });

  it.each([
    [1, 1],
    [2, 3],
    [8, 8],
    [90, 5],
    [96, 96],
    [1, 900],
    [64, 131],
  ])('tells more from less that differs at %i x %i pixels', async (width, height) => {
    const picture = scene(width, height);
    const score = await similarityTo(picture);
    const [little, much] = [await score(tint(picture, 3)), await score(tint(picture, 30))];
    expect(little).toBeLessThan(100);
    expect(little).toBeGreaterThan(85);
    expect(much).toBeLessThan(little - 5);
  });

  it('sees a small picture as if it went on in mirrors', async () => {
    const small = scene(60, 100);
    const mirrored = (picture: Picture): Picture =>
      paint(120, 200, (x, y) => pixel(picture, x < 60 ? x : 119 - x, y < 100 ? y : 199 - y));
    const distorted = grain(small, 20);
    expect(await compare(small, distorted)).toBe(
      await compare(mirrored(small), mirrored(distorted)),
    );
  });

  it('looks at a megapixel of a large picture and says about the same as the reference of the whole', async () => {
    const picture = scene(1600, 1200);
    const found = await compare(picture, grain(picture, 6));
    expect(Math.abs(found - 75.39)).toBeLessThan(1);
  });

  it('takes no notice of alpha where all is opaque', async () => {
    const picture = scene(130, 120);
    const distorted = grain(picture, 10);
    const opaque = (from: Picture) => changed(from, (levels) => [...levels, 255]);
    const score = await compare(picture, distorted);
    expect(await compare(opaque(picture), opaque(distorted))).toBe(score);
    expect(await compare(picture, opaque(distorted))).toBe(score);
  });

  it('looks at what can be seen through over almost black and almost white, and says the worse', async () => {
    const fading = changed(scene(130, 120), (levels, x) => [...levels, 2 * x]);
    const distorted = changed(fading, ([red = 0, green = 0, blue = 0, alpha = 0], x, y) => [
      red,
      green,
      blue,
      alpha - ((x ^ y) & 31),
    ]);
    const over = (picture: Picture, grey: number): Picture =>
      changed(picture, ([red = 0, green = 0, blue = 0, alpha = 0]) =>
        [red, green, blue].map((level) => (level * alpha + grey * (255 - alpha)) / 255),
      );
    const [dark, bright] = [25.5, 229.5].map((grey) =>
      compare(over(fading, grey), over(distorted, grey)),
    );
    const [overDark = 0, overBright = 0] = [await dark, await bright];
    expect(Math.abs(overDark - overBright)).toBeGreaterThan(1);
    const worse = Math.min(overDark, overBright);
    expect(Math.abs((await compare(fading, distorted)) - worse)).toBeLessThan(0.3);
  });

  it('does not care for colours that nobody can see', async () => {
    const hidden = changed(scene(130, 120), (levels, x) => [...levels, x < 50 ? 0 : 255]);
    const others = changed(hidden, (levels, x) => (x < 50 ? [1, 2, 3, 0] : levels));
    expect(await compare(hidden, others)).toBe(100);
  });

  it('gives who asks at once the same answers as who asks one by one', async () => {
    const picture = scene(200, 150);
    const others = [grain(picture, 10), blur(picture, 0.5), picture];
    const score = await similarityTo(picture);
    const oneByOne = [];
    for (const other of others) oneByOne.push(await score(other));
    expect(await Promise.all(others.map(score))).toEqual(oneByOne);
  });

  it('goes on after a picture of another size', async () => {
    const picture = scene(120, 120);
    const score = await similarityTo(picture);
    const wrong = score(scene(120, 121));
    const right = score(picture);
    await expect(wrong).rejects.toThrow('expected 120 x 120 pixels, got 120 x 121 pixels');
    expect(await right).toBe(100);
  });

  it('lets everything else have its turn while it works', async () => {
    const picture = scene(512, 512);
    const score = await similarityTo(picture);
    let [turns, working] = [0, true];
    const others = (async () => {
      while (working) {
        await setImmediate();
        turns += 1;
      }
    })();
    await score(picture);
    working = false;
    await others;
    expect(turns).toBeGreaterThan(20);
  });
});
