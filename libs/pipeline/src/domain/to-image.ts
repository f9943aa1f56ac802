import { findProfile, formatsOf, makesOnRequest, type Config, type Image } from '@thumbing/config';
import { FORMATS } from '@thumbing/image-processor/formats';
import type { ImageRecord } from './image-record.ts';
import type { Renditions } from './ports.ts';

/** Configuration and ports of `toImage`. */
export interface ToImageDeps {
  /** Tells the variants that an image has. */
  readonly config: Pick<Config, 'profiles'>;
  /** Gives the URLs of renditions and of variants. */
  readonly renditions: Pick<Renditions, 'urlOf'>;
}

/** Converts a record to the public shape of an image, with the URLs of its renditions and of its variants. */
export function toImage({ config, renditions }: ToImageDeps, record: ImageRecord): Image {
  const { id, owner, profile, status, createdAt, granted, original, placeholder, error } = record;
  const isServed = status === 'ready' && record.deletedAt === undefined;
  return {
    id,
    owner,
    profile,
    status,
    createdAt,
    ...(granted.filename !== undefined && { filename: granted.filename }),
    ...(original && { original }),
    renditions: record.renditions.map((rendition) => ({
      ...rendition,
      contentType: FORMATS[rendition.format].contentType,
      url: renditions.urlOf({ profile, id, variant: rendition.variant, format: rendition.format }),
    })),
    ...(isServed && { variants: variantsOf({ config, renditions }, record) }),
    ...(placeholder && { placeholder }),
    ...(error && { error }),
  };
}

/** The variants that an address without a format leads to. None of a profile that the configuration has lost. */
function variantsOf(
  { config, renditions }: ToImageDeps,
  { profile: name, id, renditions: made }: ImageRecord,
): NonNullable<Image['variants']> {
  const profile = findProfile(config, name);
  if (!profile) return [];
  const isMaking = Object.values(config.profiles).some(makesOnRequest);
  return Object.entries(profile.variants).flatMap(([variant, recipe]) => {
    const formats = formatsOf(profile, recipe);
    // Without a profile that has any on request, an edition may make none.
    const isServed = isMaking || made.some((each) => each.variant === variant);
    if (formats.length === 0 || !isServed) return [];
    const url = renditions.urlOf({ profile: name, id, variant });
    const widths = [...profile.onDemand.widths];
    const widthUrl = widths.length > 0 ? { widthUrl: `${url},width=*` } : {};
    return [{ variant, url, formats: [...formats], widths, ...widthUrl }];
  });
}
