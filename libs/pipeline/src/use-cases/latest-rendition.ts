import type { OutputFormat } from '@thumbing/image-processor/formats';
import type { ImageRecords, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';

export interface LatestRenditionDeps {
  readonly records: Pick<ImageRecords, 'list'>;
  readonly renditions: Pick<Renditions, 'urlOf'>;
}

export interface LatestRequest {
  readonly profile: string;
  readonly owner: string;
  readonly variant: string;
  readonly format: OutputFormat;
}

/** Returns the URL of a rendition of the owner's newest ready image. Ids decide, not the order of settling. */
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
