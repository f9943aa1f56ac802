import { grantUpload, type UploadRequest } from './grant-upload.ts';
import type { Grant } from '../domain/ports.ts';
import { memoryWorld } from '../testing/memory-world.ts';
import { idOf } from '../testing/samples.ts';

const request: UploadRequest = { profile: 'avatar', contentType: 'image/png', bytes: 100 };
const sha256 = 'ab'.repeat(32);

describe('grantUpload', () => {
  it('returns the upload request and its expiry', async () => {
    const { deps } = memoryWorld();
    expect(await grantUpload(deps)('ada', request)).toMatchObject({
      id: idOf(1),
      upload: {
        method: 'PUT',
        url: `https://uploads.example.com/avatar/${idOf(1)}`,
        headers: { 'content-type': 'image/png' },
      },
      expiresAt: '2026-01-01T00:05:00.000Z',
    });
  });

  it('creates a pending image of this owner, with the terms of the grant', async () => {
    const { deps } = memoryWorld();
    await grantUpload(deps)('ada', { ...request, sha256, filename: '../me.png' });
    expect(await deps.records.get(idOf(1))).toEqual({
      id: idOf(1),
      version: 1,
      owner: 'ada',
      profile: 'avatar',
      status: 'pending',
      createdAt: '2026-01-01T00:00:00.000Z',
      granted: {
        contentType: 'image/png',
        bytes: 100,
        sha256,
        filename: '../me.png',
        expiresAt: '2026-01-01T00:05:00.000Z',
      },
      renditions: [],
    });
  });

  it('permits one original of exactly this type, size and checksum', async () => {
    const { deps } = memoryWorld();
    const issued: Grant[] = [];
    const grants = {
      issue: (grant: Grant) => {
        issued.push(grant);
        return deps.grants.issue(grant);
      },
    };
    await grantUpload({ ...deps, grants })('ada', { ...request, sha256, filename: 'me.png' });
    expect(issued).toEqual([
      {
        key: { profile: 'avatar', id: idOf(1) },
        contentType: 'image/png',
        bytes: 100,
        sha256,
        expiresAt: new Date('2026-01-01T00:05:00.000Z'),
      },
    ]);
  });

  it('gives every upload a new id', async () => {
    const { deps } = memoryWorld();
    const first = await grantUpload(deps)('ada', request);
    const second = await grantUpload(deps)('ada', request);
    expect(second.id > first.id).toBe(true);
  });

  it('grants as many bytes as the profile accepts', async () => {
    const { deps } = memoryWorld();
    await expect(grantUpload(deps)('ada', { ...request, bytes: 10_000 })).resolves.toBeDefined();
  });

  it.each([
    [
      'unknown-profile',
      { profile: 'selfie' },
      "no profile 'selfie'; the profiles are: avatar, banner",
    ],
    ['unknown-profile', { profile: '__proto__' }, '__proto__'],
    ['unknown-profile', { profile: 'constructor' }, 'constructor'],
    ['unknown-profile', { profile: 'toString' }, 'toString'],
    ['unknown-profile', { profile: '' }, "''"],
    ['unsupported-type', { contentType: 'text/html' }, "'text/html'; it accepts: image/jpeg, "],
    ['unsupported-type', { contentType: 'image/svg+xml' }, "'image/svg+xml'"],
    ['unsupported-type', { profile: 'banner' }, 'it accepts: image/jpeg'],
    ['too-large', { bytes: 10_001 }, 'at most 10 KB; this upload is 10,001 bytes'],
  ])('refuses as %s: %j', async (code, wrong, message) => {
    const { deps } = memoryWorld();
    const granted = grantUpload(deps)('ada', { ...request, ...wrong });
    await expect(granted).rejects.toThrow(message);
    await expect(granted).rejects.toMatchObject({ name: 'RequestError', code });
    expect(await deps.records.list({ owner: 'ada', limit: 1 })).toEqual([]);
  });
});
