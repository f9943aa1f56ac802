import type { Image, ImageStatus } from '@thumbing/config';
import { toImage, type ToImageDeps } from '../domain/to-image.ts';
import type { ImageRecords } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';

/** Configuration and ports of `listImages`. */
export interface ListImagesDeps extends ToImageDeps {
  /** Lists the records of a page, and one more. */
  readonly records: Pick<ImageRecords, 'list'>;
}

/** A page of images, all of them unless it is filtered. */
export interface ListRequest {
  /** Images of this profile only. */
  readonly profile?: string | undefined;
  /** Images in this status only. */
  readonly status?: ImageStatus | undefined;
  /** Cursor of the previous page; absent for the first page. */
  readonly cursor?: string | undefined;
  /** Images of the page, at most. */
  readonly limit: number;
}

/** A part of a list of images. */
export interface ImagePage {
  /** Images of one owner, newest first. */
  readonly images: readonly Image[];
  /** Start of the next page. Absent on the last page. */
  readonly cursor?: string;
}

/** Lists the images of one owner, newest first. Throws a `RequestError` for a cursor that no page has. */
export const listImages =
  (deps: ListImagesDeps) =>
  async (owner: string, { profile, status, cursor, limit }: ListRequest): Promise<ImagePage> => {
    const before = cursor === undefined ? undefined : readCursor(cursor);
    // One more than the limit shows that there is another page.
    const found = await deps.records.list({ owner, profile, status, before, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      images: page.map((record) => toImage(deps, record)),
      ...(last && found.length > limit && { cursor: writeCursor(last.id) }),
    };
  };

/** Opaque to clients, so that its content may change. */
const writeCursor = (id: string): string => Buffer.from(id).toString('base64url');

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (/^[0-9a-f-]{36}$/.test(id)) return id;
  throw new RequestError('bad-cursor', `'${cursor}' is not a cursor returned by a list`);
}
