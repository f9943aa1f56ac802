import type { Sharp } from 'sharp';

/** Operations that make each EXIF orientation upright. sharp mirrors before it rotates, in whichever order they are called. */
export const UPRIGHT: Readonly<Record<number, (image: Sharp) => Sharp>> = {
  2: (image) => image.flop(),
  3: (image) => image.rotate(180),
  4: (image) => image.flip(),
  5: (image) => image.flip().rotate(90),
  6: (image) => image.rotate(90),
  7: (image) => image.flop().rotate(90),
  8: (image) => image.rotate(270),
};
