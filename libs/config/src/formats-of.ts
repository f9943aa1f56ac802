import type { OutputFormat } from '@thumbing/image-processor/formats';
import type { Profile, Variant } from './schema/profile.ts';

/**
 * Formats that a variant may be asked for in: its own, or else those of its profile. None where only the smallest of several is
 * made, whose format depends on the image.
 */
export function formatsOf(
  profile: Pick<Profile, 'formats'>,
  { formats = profile.formats }: Pick<Variant, 'formats'>,
): readonly OutputFormat[] {
  return 'smallest' in formats ? [] : formats;
}

/** Formats that a file of a variant may have: of the smallest of several, each of them. */
export function fileFormatsOf(
  profile: Pick<Profile, 'formats'>,
  { formats = profile.formats }: Pick<Variant, 'formats'>,
): readonly OutputFormat[] {
  return 'smallest' in formats ? formats.smallest : formats;
}

/** The files of a profile's variants, by their names below an image: `hero.webp`, `hero,width=640.webp`. */
export const filesOf = (
  profile: Pick<Profile, 'formats' | 'variants' | 'onDemand'>,
): readonly string[] =>
  Object.entries(profile.variants).flatMap(([variant, recipe]) => [
    ...fileFormatsOf(profile, recipe).map((format) => `${variant}.${format}`),
    ...profile.onDemand.widths.flatMap((width) =>
      formatsOf(profile, recipe).map((format) => `${variant},width=${width}.${format}`),
    ),
  ]);
