import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import type { OriginalKey } from '@thumbing/config';
import type { Grant } from '@thumbing/pipeline';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isDatabaseFull } from './adapters/database.ts';
import type { DiskOriginals } from './adapters/disk-originals.ts';
import type { SignedUploadGrants } from './adapters/signed-upload-grants.ts';
import { createFile, isCode } from './adapters/whole-file.ts';
import { refuse } from './refuse.ts';

export interface UploadsDeps {
  readonly grants: Pick<SignedUploadGrants, 'grantOf'>;
  readonly originals: Pick<DiskOriginals, 'pathOf' | 'remove'>;
  readonly staging: string;
  /** Whether an original is still to come: none has been processed, and nobody has deleted the image. */
  readonly awaited: (key: OriginalKey) => Promise<boolean>;
  /** Told once the original is safe. */
  readonly received: (key: OriginalKey) => Promise<void>;
}

/** The disk is full, someone's share of it, or the file is larger than any may be. */
const OUT_OF_SPACE = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Takes originals from the holders of grants: exactly the type, length and checksum granted, once. */
export function uploads({
  grants,
  originals,
  staging,
  awaited,
  received,
}: UploadsDeps): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.put('/:profile/:id', async (c) => {
    const { profile, id } = c.req.param();
    const grant = grants.grantOf(`${profile}/${id}`, new URL(c.req.url).searchParams);
    try {
      const permitted = check(grant, c.req.raw.headers);
      if (!(await awaited(permitted.key))) throw used();
      const created = await createFile(staging, originals.pathOf(permitted.key), (file) =>
        file.writeFile(exactly(permitted, bodyOf(c.env.incoming))),
      );
      if (!created) throw used();
      try {
        // Another upload may have come and gone, or the image been deleted, while this one was on its way.
        if (!(await awaited(permitted.key))) throw used();
        await received(permitted.key);
      } catch (error) {
        // An original that nobody knows of would wait for ever; without it, the grant is good again.
        await originals.remove(permitted.key);
        throw error;
      }
      return c.body(null, 200);
    } catch (error) {
      if (error instanceof UploadRefused) return refuse(c, error.status, error.code, error.message);
      if (isCode(error, 'ECONNRESET'))
        return refuse(c, 400, 'cut-off', 'the upload ended before it was whole; send it again');
      if (isDatabaseFull(error) || OUT_OF_SPACE.some((code) => isCode(error, code))) {
        return refuse(
          c,
          507,
          'out-of-space',
          'there is no space left for the upload; nothing of it was kept',
        );
      }
      throw error;
    }
  });
  return routes;
}

/** The uploader's mistake. */
class UploadRefused extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const used = (): UploadRefused =>
  new UploadRefused(
    412,
    'already-uploaded',
    'the grant has been used, or its image was deleted; ask for a new one',
  );

/** What can be judged before the first byte. */
function check(grant: Grant | undefined, headers: Headers): Grant {
  if (!grant) {
    throw new UploadRefused(
      403,
      'no-grant',
      'the upload URL is not valid, or not any more; ask for a new one',
    );
  }
  const type = headers.get('content-type');
  if (type !== grant.contentType) {
    throw new UploadRefused(
      400,
      'wrong-type',
      `the grant is for ${grant.contentType}, and the upload says '${type ?? ''}'`,
    );
  }
  const length = headers.get('content-length');
  if (length === null) {
    throw new UploadRefused(
      411,
      'length-required',
      `say how long the upload is: Content-Length: ${grant.bytes}`,
    );
  }
  if (Number(length) !== grant.bytes) throw wrongSize(grant, length);
  return grant;
}

/** The bytes of a request. Whoever stops reading them still has the connection, to answer on. */
const bodyOf = (incoming: Readable): AsyncIterable<Buffer> =>
  incoming.iterator({ destroyOnReturn: false });

/** Passes the bytes on, and throws unless they are the ones that were granted. */
async function* exactly(grant: Grant, body: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  const hash = grant.sha256 === undefined ? undefined : createHash('sha256');
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > grant.bytes) throw wrongSize(grant, `more than ${grant.bytes}`);
    hash?.update(chunk);
    yield chunk;
  }
  if (bytes !== grant.bytes) throw wrongSize(grant, bytes);
  if (hash && hash.digest('hex') !== grant.sha256) {
    throw new UploadRefused(
      400,
      'wrong-checksum',
      `the upload's SHA-256 is not ${grant.sha256 ?? ''}`,
    );
  }
}

const wrongSize = ({ bytes }: Grant, sent: string | number): UploadRefused =>
  new UploadRefused(
    400,
    'wrong-size',
    `the grant is for exactly ${bytes} bytes, and the upload has ${sent}`,
  );
