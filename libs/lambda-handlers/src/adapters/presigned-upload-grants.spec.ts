import { idOf } from '@thumbing/pipeline/testing';
import { bucketUrl, presignedUploadGrants } from './presigned-upload-grants.ts';

const now = new Date('2026-01-01T00:00:00.000Z');
const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };
const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const issue = async (options: { sha256?: string; sessionToken?: string } = {}) => {
  const { headers, url } = await presignedUploadGrants({
    bucketUrl: bucketUrl('originals', 'eu-west-1', undefined),
    region: 'eu-west-1',
    credentials: () => ({ ...keys, sessionToken: options.sessionToken }),
    clock: { now: () => now },
  }).issue({
    key: { profile: 'avatar', id: idOf(1) },
    contentType: 'image/png',
    bytes: 1234,
    sha256: options.sha256,
    expiresAt: new Date('2026-01-01T00:05:00.000Z'),
  });
  return { headers, url: new URL(url) };
};

it('signs the type, the length and If-None-Match, for the lifetime of the grant', async () => {
  const { url, headers } = await issue();
  expect(url.href).toContain(`https://originals.s3.eu-west-1.amazonaws.com/avatar/${idOf(1)}?`);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    'X-Amz-SignedHeaders': 'content-length;content-type;host;if-none-match',
    'X-Amz-Date': '20260101T000000Z',
    'X-Amz-Expires': '300',
    'X-Amz-Credential': 'AKIA/20260101/eu-west-1/s3/aws4_request',
  });
  expect(headers).toEqual({ 'content-type': 'image/png', 'if-none-match': '*' });
});

it('signs a checksum only if there is one', async () => {
  expect([...(await issue()).url.searchParams.keys()].join()).not.toMatch(/checksum|crc/i);
  const { url, headers } = await issue({ sha256 });
  expect(url.searchParams.get('X-Amz-SignedHeaders')).toContain('x-amz-checksum-sha256');
  expect(headers['x-amz-checksum-sha256']).toBe(Buffer.from(sha256, 'hex').toString('base64'));
});

it('includes the session token of temporary credentials', async () => {
  const { url } = await issue({ sessionToken: 'a/session+token=' });
  expect(url.searchParams.get('X-Amz-Security-Token')).toBe('a/session+token=');
});

it('finds a bucket at AWS, or at an emulator', () => {
  expect(bucketUrl('originals', 'eu-west-1', 'http://127.0.0.1:4566/')).toBe(
    'http://127.0.0.1:4566/originals',
  );
});
