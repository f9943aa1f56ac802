import type { Metadata, Sharp } from 'sharp';
import type { Recipe } from '../recipe.ts';

/** Has the pixels of a file come out in these colours. */
export function convert(
  image: Sharp,
  { space, hasProfile }: Pick<Metadata, 'space' | 'hasProfile'>,
  colour: Recipe['colour'],
): void {
  if (colour === 'keep') image.keepIccProfile();
  // sharp works in sRGB, which has no room for richer colours, unless it works with 16 bits; then it works in P3, and
  // takes colours without a profile for P3 too.
  if (colour === 'p3') {
    if (hasProfile && space === 'srgb') image.pipelineColourspace('rgb16');
    if (!hasProfile && space === 'rgb16') image.pipelineColourspace('srgb');
    image.withIccProfile('p3');
  }
  // 16-bit colours with a profile are P3 then, and raw pixels have no profile that says so.
  if (colour === 'srgb' && space === 'rgb16' && hasProfile) image.withIccProfile('srgb');
}
