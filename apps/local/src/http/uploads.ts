import type { HttpBindings } from '@hono/node-server';
import {
  OutOfSpaceError,
  type Clock,
  type Grant,
  type ImageRecord,
  type ImageRecords,
  type Inbox,
} from '@thumbing/pipeline';
import { Hono, type Context } from 'hono';
import { createFile } from '../storage/atomic-file.ts';
import type { DiskOriginals } from '../storage/disk-originals.ts';
import { isOutOfSpace } from '../storage/out-of-space.ts';
import type { Reserve } from '../storage/reserve.ts';
import { NotSyncedError } from '../storage/synced.ts';
import { hasCode } from '../util/has-code.ts';
import { overlaps, type Overlapped } from '../util/overlaps.ts';
import { problemResponse } from './problem-response.ts';
import type { SignedUploadGrants } from './signed-upload-grants.ts';
import {
  bodyOf,
  grantUsed,
  requireBytes,
  requireMatch,
  uploadedAtOnce,
  UploadError,
} from './upload-checks.ts';
import { requirePace } from './upload-pace.ts';
import { uploadSlots } from './upload-slots.ts';

export interface UploadsDeps {
  readonly grants: Pick<SignedUploadGrants, 'grantOf'>;
  readonly originals: Pick<DiskOriginals, 'pathOf' | 'remove'>;
  readonly staging: string;
  readonly reserve: Pick<Reserve, 'restore'>;
  readonly records: Pick<ImageRecords, 'get'>;
  readonly inbox: Inbox;
  readonly clock: Clock;
}

/** Uploads that one owner may have in progress. Browsers open six connections to a server. */
export const MOST_AT_ONCE = 32;

/**
 * Accepts originals from holders of grants: exactly the granted type, length and checksum, once, at some pace, and so
 * many at once for each owner.
 */
export function uploads(deps: UploadsDeps): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  const withSlot = uploadSlots(MOST_AT_ONCE);
  const observed = overlaps();
  routes.put('/:profile/:id', async (c) => {
    const { profile, id } = c.req.param();
    try {
      const found = deps.grants.grantOf(`${profile}/${id}`, new URL(c.req.url).searchParams);
      const grant = requireMatch(found, c.req.raw.headers);
      const { owner } = await requirePending(deps, grant);
      const body = bodyOf(c.env.incoming);
      await withSlot(owner, () =>
        observed(id, (overlapped) => store(deps, grant, body, overlapped)),
      );
      return c.body(null, 200);
    } catch (error) {
      return refusal(c, error);
    }
  });
  return routes;
}

/** Response to an upload that was not stored. Throws errors that are nobody's to explain. */
function refusal(c: Context, error: unknown): Response {
  if (error instanceof UploadError) {
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    return problemResponse(c, error.status, error.code, error.message);
  }
  if (hasCode(error, 'ECONNRESET')) {
    return problemResponse(c, 400, 'cut-off', 'the upload was interrupted; send it again');
  }
  if (error instanceof OutOfSpaceError || isOutOfSpace(error)) {
    const detail = 'there is no space left for the upload; no part of it was kept';
    return problemResponse(c, 507, 'out-of-space', detail);
  }
  throw error;
}

/** Stores the original and sends its image to the inbox, or keeps nothing. */
async function store(
  deps: UploadsDeps,
  grant: Grant,
  body: AsyncIterable<Buffer>,
  overlapped: Overlapped,
): Promise<void> {
  const { originals, staging, reserve, inbox, clock } = deps;
  const { key } = grant;
  await reserve.restore();
  const created = await createFile(staging, originals.pathOf(key), (file) =>
    file.writeFile(requireBytes(grant, requirePace(grant, body, clock))),
  );
  if (!created) throw overlapped() ? uploadedAtOnce() : grantUsed();
  try {
    // Again: another upload may have been processed, or the image deleted, while this one arrived.
    const { owner } = await requirePending(deps, grant);
    await inbox.send(key, { group: owner });
  } catch (error) {
    // Without a message the original would never be processed. Its removal makes the grant valid again. A message that was
    // committed is delivered, and would find no original.
    if (!(error instanceof NotSyncedError)) await originals.remove(key);
    throw error;
  }
}

/** Record of the image. Throws unless it still waits for its original. */
async function requirePending(
  { records }: UploadsDeps,
  { key }: Pick<Grant, 'key'>,
): Promise<ImageRecord> {
  const record = await records.get(key.id);
  if (record?.status !== 'pending' || record.deletedAt) throw grantUsed();
  return record;
}
