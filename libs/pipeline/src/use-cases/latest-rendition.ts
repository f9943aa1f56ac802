import type { OutputFormat } from '@thumbing/image-processor/formats';
import type { ImageRecords, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';

/** Ports of `latestRendition`. */
export interface LatestRenditionDeps {
  /** Finds the newest ready image. */
  readonly records: Pick<ImageRecords, 'list'>;
  /** Gives the URL. */
  readonly renditions: Pick<Renditions, 'urlOf'>;
}

/** A rendition, by all of its key but the id of the image. */
export interface LatestRequest {
  /** Name of the profile, such as `avatar`. */
  readonly profile: string;
  /** Owner of the image, who need not be the caller. */
  readonly owner: string;
  /** Name of the variant; an image that was made without it is not skipped. */
  readonly variant: string;
  /** Format of the rendition; an image that was not made in it is not skipped either. */
  readonly format: OutputFormat;
}

/**
 * Returns the URL of a rendition of the owner's newest ready image. Ids decide, not the order of settling.
 * Throws a `RequestError` if that image has no such rendition, or if there is no image.
 */
export const latestRendition =
  ({ records, renditions }: LatestRenditionDeps) =>
  async ({ profile, owner, variant, format }: LatestRequest): Promise<string> => {
    const [newest] = await records.list({ owner, profile, status: 'ready', limit: 1 });
    const exists = newest?.renditions.some((r) => r.variant === variant && r.format === format);
    if (newest && exists) return renditions.urlOf({ profile, id: newest.id, variant, format });
    throw new RequestError(
      'not-found',
      `'${owner}' has no ${profile} with a rendition ${variant}.${format}`,
    );
  };
