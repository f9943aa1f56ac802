import type { Metadata, Sharp } from 'sharp';
import type { ColorSpace } from '../params/color-space.ts';

/** Adds the conversion of a file's pixels into a color space to its chain. */
export function convertColors(
  image: Sharp,
  { space, hasProfile }: Pick<Metadata, 'space' | 'hasProfile'>,
  colorSpace: ColorSpace,
): void {
  if (colorSpace === 'keep') image.keepIccProfile();
  // sharp works in sRGB, which clips richer colors, unless it works in 16 bits: then it works in P3, and takes
  // colors without a profile for P3 too.
  if (colorSpace === 'p3') {
    if (hasProfile && space === 'srgb') image.pipelineColourspace('rgb16');
    if (!hasProfile && space === 'rgb16') image.pipelineColourspace('srgb');
    image.withIccProfile('p3');
  }
  // 16-bit colors with a profile come out as P3, and raw pixels have no profile that says so.
  if (colorSpace === 'srgb' && space === 'rgb16' && hasProfile) image.withIccProfile('srgb');
}
