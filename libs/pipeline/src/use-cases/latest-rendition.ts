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

/** Where the newest ready image of this owner is. The newest id wins, in whatever order they got ready. */
export const latestRendition =
  ({ records, renditions }: LatestRenditionDeps) =>
  async ({ profile, owner, variant, format }: LatestRequest): Promise<string> => {
    const [newest] = await records.list({ owner, profile, status: 'ready', limit: 1 });
    const made = newest?.renditions.some((r) => r.variant === variant && r.format === format);
    if (newest && made) return renditions.urlOf({ profile, id: newest.id, variant, format });
    throw new RequestError(
      'not-found',
      `'${owner}' has no ${profile} with a rendition ${variant}.${format}`,
    );
  };
