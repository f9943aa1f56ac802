import type { LinearRgb } from './linear-rgb.ts';
import { planeIn, rowStart, type Plane } from './plane.ts';
import { forEachRow } from './yielding-rows.ts';

const { cbrt, floor } = Math;

/**
 * The channels of XYB, the color space of JPEG XL: X is red-green, Y is brightness, and B is blue
 * against brightness. Each is a weighted sum of the responses of the eye's cones for long, medium
 * and short wavelengths. Scaled and offset as SSIMULACRA2 does, all sRGB colors lie within 0 to 1.
 */
const CHANNELS = {
  x: { long: 7, medium: -7, short: 0, offset: 0.42 },
  y: { long: 0.5, medium: 0.5, short: 0, offset: 0.01 },
  b: { long: -0.5, medium: -0.5, short: 1, offset: 0.55 },
} as const;

export type Channel = keyof typeof CHANNELS;

/** Writes one XYB channel of the image into `memory`. */
export async function toXybChannel(
  rgb: LinearRgb,
  channel: Channel,
  memory: Float32Array,
): Promise<Plane> {
  const plane = planeIn(memory, rgb);
  const { red, green, blue, width } = rgb;
  const { long, medium, short, offset } = CHANNELS[channel];
  await forEachRow(rgb, (y) => {
    const start = rowStart(y, plane) - y * width;
    for (let at = y * width; at < (y + 1) * width; at += 1) {
      const r = red[at] ?? 0;
      const g = green[at] ?? 0;
      const b = blue[at] ?? 0;
      const l = coneResponse(0.3 * r + 0.622 * g + 0.078 * b);
      const m = coneResponse(0.23 * r + 0.692 * g + 0.078 * b);
      const s = short === 0 ? 0 : coneResponse(0.243422689 * r + 0.204767444 * g + 0.551809867 * b);
      plane.data[start + at] = long * l + medium * m + short * s + offset;
    }
  });
  return plane;
}

/** Table steps from black to white. Linear interpolation between them is off by 0.000001 at most. */
const STEPS = 2 ** 14;

const BIAS = 0.0037930733;

const CONE_RESPONSE = Float32Array.from(
  { length: STEPS + 2 },
  (_, step) => cbrt(step / STEPS + BIAS) - cbrt(BIAS),
);

/** Response of a cone to light between 0 and 1: about the cube root. */
function coneResponse(light: number): number {
  const position = light * STEPS;
  const step = floor(position);
  const below = CONE_RESPONSE[step] ?? 0;
  const above = CONE_RESPONSE[step + 1] ?? 0;
  return below + (above - below) * (position - step);
}
