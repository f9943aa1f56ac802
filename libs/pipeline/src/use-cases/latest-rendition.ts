import { findProfile, formatsOf, makesOnRequest, type Config } from '@thumbing/config';
import type { OutputFormat } from '@thumbing/image-processor/formats';
import type { ImageRecord } from '../domain/image-record.ts';
import type { ImageRecords, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';

/** Configuration and ports of `latestRendition`. */
export interface LatestRenditionDeps {
  /** Tells what can be made on request. */
  readonly config: Pick<Config, 'profiles'>;
  /** Finds the newest ready image. */
  readonly records: Pick<ImageRecords, 'list'>;
  /** Gives the URL. */
  readonly renditions: Pick<Renditions, 'urlOf'>;
}

/** A rendition, by all of its address but the id of the image. */
export interface LatestRequest {
  /** Name of the profile, such as `avatar`. */
  readonly profile: string;
  /** Owner of the image, who need not be the caller. */
  readonly owner: string;
  /** Name of the variant; an image that was made without it is not skipped. */
  readonly variant: string;
  /** Width in pixels, one of those of the profile. @default that of the variant */
  readonly width?: number | undefined;
  /** Format of the rendition; an image that was not made in it is not skipped either. */
  readonly format: OutputFormat;
}

/**
 * Returns the URL of a rendition of the owner's newest ready image: one that was made at upload, or that its profile has now, and
 * which is made when it is first asked for. Ids decide, not the order of settling.
 * Throws a `RequestError` if that image has no such rendition, if there is no image, or if its profile is private: whoever follows
 * the link has shown no token.
 */
export const latestRendition =
  ({ config, records, renditions }: LatestRenditionDeps) =>
  async (request: LatestRequest): Promise<string> => {
    const { profile, owner, variant, width, format } = request;
    const [newest] = await records.list({ owner, profile, status: 'ready', limit: 1 });
    const isPrivate = findProfile(config, profile)?.access === 'private';
    if (newest && !isPrivate && (wasMade(config, newest, request) || canBeMade(config, request))) {
      const size = width === undefined ? {} : { width };
      return renditions.urlOf({ profile, id: newest.id, variant, ...size, format });
    }
    const what = width === undefined ? variant : `${variant},width=${width}`;
    throw new RequestError(
      'not-found',
      `'${owner}' has no ${profile} with a rendition ${what}.${format}`,
    );
  };

/** True for a rendition of the upload that is still served. */
const wasMade = (
  config: Pick<Config, 'profiles'>,
  { renditions }: ImageRecord,
  { profile: name, variant, width, format }: LatestRequest,
): boolean =>
  width === undefined &&
  renditions.some((r) => r.variant === variant && r.format === format) &&
  Object.hasOwn(findProfile(config, name)?.variants ?? {}, variant);

function canBeMade(
  config: Pick<Config, 'profiles'>,
  { profile: name, variant, width, format }: LatestRequest,
): boolean {
  const profile = findProfile(config, name);
  // Without a profile that has any, an edition may make none.
  const isMaking = Object.values(config.profiles).some(makesOnRequest);
  if (!isMaking || !profile || !Object.hasOwn(profile.variants, variant)) return false;
  const recipe = profile.variants[variant];
  const { widths } = profile.onDemand;
  return (
    recipe !== undefined &&
    formatsOf(profile, recipe).includes(format) &&
    (width === undefined || widths.includes(width))
  );
}
