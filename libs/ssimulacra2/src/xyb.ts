import type { Light } from './linear-rgb.ts';
import { planeIn, startOf, type Plane } from './plane.ts';
import { eachRow } from './yielding-rows.ts';

/**
 * The channels of XYB, the colours of JPEG XL: red against green, brightness, and blue against both.
 * Each is a sum of what the eye's cones for long, medium and short waves make of the light, stretched
 * as SSIMULACRA2 does: all that sRGB can show is between 0 and 1.
 */
const CHANNELS = {
  x: { long: 7, medium: -7, short: 0, offset: 0.42 },
  y: { long: 0.5, medium: 0.5, short: 0, offset: 0.01 },
  b: { long: -0.5, medium: -0.5, short: 1, offset: 0.55 },
} as const;

export type Channel = keyof typeof CHANNELS;

/** Writes one channel of what is seen into `memory`. */
export async function toChannel(
  light: Light,
  channel: Channel,
  memory: Float32Array,
): Promise<Plane> {
  const plane = planeIn(memory, light);
  const { red, green, blue, width } = light;
  const { long, medium, short, offset } = CHANNELS[channel];
  await eachRow(light, (y) => {
    const start = startOf(y, plane) - y * width;
    for (let at = y * width; at < (y + 1) * width; at += 1) {
      const r = red[at] ?? 0;
      const g = green[at] ?? 0;
      const b = blue[at] ?? 0;
      const l = cone(0.3 * r + 0.622 * g + 0.078 * b);
      const m = cone(0.23 * r + 0.692 * g + 0.078 * b);
      const s = short === 0 ? 0 : cone(0.243422689 * r + 0.204767444 * g + 0.551809867 * b);
      plane.data[start + at] = long * l + medium * m + short * s + offset;
    }
  });
  return plane;
}

/** Steps from darkness to white. A straight line from one to the next is wrong by 0.000001 at most. */
const STEPS = 2 ** 14;

const BIAS = 0.0037930733;

const CONE = Float32Array.from(
  { length: STEPS + 2 },
  (_, step) => Math.cbrt(step / STEPS + BIAS) - Math.cbrt(BIAS),
);

/** What a cone makes of light, 0 to 1: about its cube root. */
function cone(light: number): number {
  const place = light * STEPS;
  const step = Math.floor(place);
  const below = CONE[step] ?? 0;
  const above = CONE[step + 1] ?? 0;
  return below + (above - below) * (place - step);
}
