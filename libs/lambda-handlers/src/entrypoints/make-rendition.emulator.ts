import { createHmac } from 'node:crypto';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import {
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { defineConfig, originalKey, type OriginalKey } from '@thumbing/config';
import { makeRenditionEnvironment } from '@thumbing/config/environment';
import { decodeImage, photo } from '@thumbing/image-processor/testing';
import type { ImageRecord } from '@thumbing/pipeline';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { dynamoImageRecords } from '../adapters/dynamo-image-records.ts';
import { aws, newBucket, newName, newTable } from '../testing/aws.ts';
import { askFunction, provideStreaming, type UrlRequest } from '../testing/streaming-runtime.ts';

const FAILURE = { code: 'processing-failed', detail: 'every attempt failed' } as const;
const KEY = { id: '1', secret: 'a secret' };
const original = { format: 'jpeg', frames: 1, alpha: false, width: 3_000, height: 2_250 } as const;
const Body = await photo(original);

let names: Record<'table' | 'originals' | 'renditions', string>;
let handler: Parameters<typeof askFunction>[0];
beforeAll(async () => {
  names = {
    table: await newTable(),
    originals: await newBucket(),
    renditions: await newBucket(),
  };
  const { ARN = '' } = await aws.secrets.send(
    new CreateSecretCommand({ Name: newName(), SecretString: JSON.stringify(KEY) }),
  );
  const env = makeRenditionEnvironment.toEnv({
    RECORDS_TABLE: names.table,
    ORIGINALS_BUCKET: names.originals,
    RENDITIONS_BUCKET: names.renditions,
    ADDRESS_KEYS_ARN: ARN,
    CONFIG: defineConfig({
      profiles: {
        photo: {
          variants: { card: { resize: { width: 20 } }, hero: { on: 'request' } },
          formats: ['webp'],
          onDemand: { widths: [300], recipes: 'signed' },
        },
      },
    }),
  });
  const METRICS_NAMESPACE = 'Thumbing';
  Object.assign(process.env, env, { POWERTOOLS_LOG_LEVEL: 'SILENT', METRICS_NAMESPACE });
  provideStreaming();
  // Imported here, since it reads the environment when it is loaded.
  ({ handler } = await import('./make-rendition.ts'));
});

/** An image whose record is so, and its original. */
async function image(n: number, record: Partial<ImageRecord> = {}): Promise<OriginalKey> {
  const key = { profile: 'photo', id: idOf(n) };
  await dynamoImageRecords(aws.dynamo, { table: names.table }).create(
    recordOf({ ...key, status: 'ready', original: { ...original, bytes: Body.length }, ...record }),
  );
  const put = { Bucket: names.originals, Key: originalKey.format(key), Body };
  await aws.s3.send(new PutObjectCommand(put));
  return key;
}

/** The response for a rendition of an image, once the invocation has ended. */
async function ask({ id }: OriginalKey, what: string, request: Partial<UrlRequest> = {}) {
  const { response, ended } = await askFunction(handler, {
    path: `/photo/${id}/${what}`,
    ...request,
  });
  await ended;
  return response;
}

async function filesOf(prefix: string): Promise<(string | undefined)[]> {
  const listed = await aws.s3.send(
    new ListObjectsV2Command({ Bucket: names.renditions, Prefix: prefix }),
  );
  return (listed.Contents ?? []).map(({ Key }) => Key);
}

it('makes a rendition for the first request, and sends it to the next from the bucket', async () => {
  const key = await image(1);
  const first = await ask(key, 'hero,width=300.webp');
  expect(first.status).toBe(200);
  expect(first.headers.get('cache-status')).toBe('Thumbing; fwd=miss; stored');
  const data = Buffer.from(await first.arrayBuffer());
  expect(await decodeImage(data)).toMatchObject({ width: 300, height: 225 });
  expect(await filesOf('photo')).toEqual([`photo/${key.id}/hero,width=300.webp`]);
  expect(await filesOf('_copies')).toEqual([expect.stringMatching(`^_copies/photo/${key.id}/`)]);

  const second = await ask(key, 'hero,width=300.webp');
  expect(second.headers.get('cache-status')).toBe('Thumbing; hit');
  for (const name of ['etag', 'cache-control', 'content-type']) {
    expect(second.headers.get(name)).toBe(first.headers.get(name));
  }
  expect(Buffer.from(await second.arrayBuffer()).equals(data)).toBe(true);
});

it('makes a signed recipe, by the header of the edge too, and marks it for its end', async () => {
  const key = await image(2);
  const what = 'width=30.webp';
  expect((await ask(key, what)).status).toBe(403);
  expect((await ask(key, what, { query: 's=1..aaaaaaaaaaaaaaaaaaaaaa' })).status).toBe(403);
  const path = `/photo/${key.id}/width=30`;
  const mac = createHmac('sha256', KEY.secret).update(`thumbing1\n${path}\n`).digest('base64url');
  const headers = { 'x-thumbing-signature': `1..${mac.slice(0, 22)}` };
  expect((await ask(key, what, { headers })).status).toBe(200);
  const tagged = await aws.s3.send(
    new GetObjectTaggingCommand({ Bucket: names.renditions, Key: `photo/${key.id}/${what}` }),
  );
  expect(tagged.TagSet).toEqual([{ Key: 'kept', Value: 'for-a-while' }]);
});

it.each([
  ['deleted', 3, { deletedAt: '2026-01-01T00:00:01.000Z' }, 410, 'deleted'],
  ['processed', 4, { status: 'processing' }, 409, 'image-not-ready'],
  ['failed', 5, { status: 'failed', error: FAILURE }, 422, 'image-error'],
] as const)('refuses an image that is %s', async (_, n, record, status, code) => {
  const response = await ask(await image(n, record), 'hero.webp');
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code });
});

it('answers 404 for an image that there is not, and for what its profile does not have', async () => {
  expect((await ask({ profile: 'photo', id: idOf(99) }, 'hero.webp')).status).toBe(404);
  expect((await ask(await image(6), 'hero,width=301.webp')).status).toBe(404);
});
