import { idOf } from '@thumbing/pipeline/testing';
import { avatar, problemOf, world } from '../testing/world.ts';

const post = (body: unknown) => world().ada('/v1/images', { method: 'POST', body });

it('returns how to upload, the expiry, and the path of the image', async () => {
  const { ada, records } = world();
  const response = await ada('/v1/images', { method: 'POST', body: avatar });
  expect(response.status).toBe(201);
  expect(response.headers.get('location')).toBe(`/v1/images/${idOf(1)}`);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(await response.json()).toEqual({
    id: idOf(1),
    upload: {
      method: 'PUT',
      url: `https://uploads.example.com/avatar/${idOf(1)}`,
      headers: { 'content-type': 'image/jpeg' },
    },
    expiresAt: '2026-01-01T00:05:00.000Z',
    self: `/v1/images/${idOf(1)}`,
  });
  expect(await records.get(idOf(1))).toMatchObject({ owner: 'ada', status: 'pending' });
});

it('returns the path of the image with the prefix that a proxy has removed', async () => {
  const { api } = world();
  const request = {
    method: 'POST',
    headers: { authorization: 'Bearer token-of-ada', 'content-type': 'application/json' },
    body: JSON.stringify(avatar),
  };
  const response = await api.request('/v1/images', request, { prefix: '/live' });
  expect(response.headers.get('location')).toBe(`/live/v1/images/${idOf(1)}`);
  expect(await response.json()).toMatchObject({ self: `/live/v1/images/${idOf(1)}` });
});

it('stores the checksum in lowercase, and the filename unchanged', async () => {
  const { ada, records } = world();
  const body = { ...avatar, sha256: 'AB'.repeat(32), filename: 'Ich & du 👩‍🚀.jpg' };
  expect((await ada('/v1/images', { method: 'POST', body })).status).toBe(201);
  expect((await records.get(idOf(1)))?.granted).toMatchObject({
    sha256: 'ab'.repeat(32),
    filename: 'Ich & du 👩‍🚀.jpg',
  });
});

it.each<[string, object, string[]]>([
  [
    'no field at all',
    { profile: undefined, contentType: undefined, bytes: undefined },
    ['profile', 'contentType', 'bytes'],
  ],
  ['unknown fields', { color: 'red', Bytes: 1 }, ['color', 'Bytes']],
  ['a size that is a string', { bytes: '12' }, ['bytes']],
  ['a size of zero', { bytes: 0 }, ['bytes']],
  ['a negative size', { bytes: -1 }, ['bytes']],
  ['half a byte', { bytes: 1.5 }, ['bytes']],
  ['more bytes than a number can count', { bytes: 2 ** 60 }, ['bytes']],
  ['a checksum that is too short', { sha256: 'ab' }, ['sha256']],
  ['a checksum that is not hexadecimal', { sha256: 'xy'.repeat(32) }, ['sha256']],
  ['a filename that is too long', { filename: 'x'.repeat(256) }, ['filename']],
  ['a filename with a line break', { filename: 'a\nb' }, ['filename']],
  ['a filename with half a character', { filename: '\ud83d' }, ['filename']],
  ['two mistakes', { bytes: 0, color: 'red' }, ['bytes', 'color']],
])('refuses %s, and names every mistake', async (_, mistake, fields) => {
  const problem = await problemOf(await post({ ...avatar, ...mistake }));
  expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
  expect(problem.errors?.map(({ field }) => field)).toEqual(fields);
  for (const { field, detail } of problem.errors ?? []) {
    expect(problem.detail).toContain(`${field}: ${detail}`);
  }
});

it.each(['null', '[]', '"avatar"', '12'])('refuses %s, which is not an object', async (body) => {
  const problem = await problemOf(await post(body));
  expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
  expect(problem.detail).toContain('body: send an object');
});

it('refuses fields that would reach the prototype', async () => {
  const body = `{"__proto__": {"bytes": 1}, "constructor": 1, ${JSON.stringify(avatar).slice(1)}`;
  expect(await problemOf(await post(body))).toMatchObject({
    code: 'invalid-request',
    errors: [{ field: '__proto__' }, { field: 'constructor' }],
  });
});

it.each(['', '{', '{"profile":"avatar"', 'profile=avatar', '\u0000'])(
  'refuses %j, which is not JSON',
  async (body) => {
    expect(await problemOf(await post(body))).toMatchObject({ code: 'invalid-request' });
  },
);

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'nonsense'])(
  'refuses a body of %s',
  async (type) => {
    const headers = { authorization: 'Bearer token-of-ada', 'content-type': type };
    const body = JSON.stringify(avatar);
    const response = await world().api.request('/v1/images', { method: 'POST', headers, body });
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 415, code: 'unsupported-type' });
    expect(problem.detail).toContain('application/json');
  },
);

it('refuses a request without a body', async () => {
  const response = await world().ada('/v1/images', { method: 'POST' });
  expect(await problemOf(response)).toMatchObject({ status: 400 });
});

it.each(['application/json; charset=utf-8', 'Application/JSON'])(
  'accepts a body of %s',
  async (type) => {
    const headers = { authorization: 'Bearer token-of-ada', 'content-type': type };
    const body = JSON.stringify(avatar);
    const response = await world().api.request('/v1/images', { method: 'POST', headers, body });
    expect(response.status).toBe(201);
  },
);

describe('a body that is too large', () => {
  const long = JSON.stringify({ ...avatar, filename: 'x'.repeat(20_000) });

  it('is refused by its Content-Length', async () => {
    const headers = {
      authorization: 'Bearer token-of-ada',
      'content-type': 'application/json',
      'content-length': String(long.length),
    };
    const { api } = world();
    const response = await api.request('/v1/images', { method: 'POST', headers, body: long });
    expect(await problemOf(response)).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it('is refused by counting where it has no Content-Length', async () => {
    expect(await problemOf(await post(long))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
  });
});

it.each<[object, number, string, string]>([
  [{ profile: 'poster' }, 400, 'unknown-profile', 'avatar, banner, photo'],
  [{ profile: '__proto__' }, 400, 'unknown-profile', 'avatar, banner, photo'],
  [{ profile: 'constructor' }, 400, 'unknown-profile', 'avatar, banner, photo'],
  [{ profile: '' }, 400, 'unknown-profile', 'avatar, banner, photo'],
  [{ contentType: 'image/bmp' }, 415, 'unsupported-type', 'image/jpeg'],
  [{ bytes: 10_000_001 }, 413, 'too-large', 'at most 10 MB'],
])('responds to %j with %i %s, and says what it accepts', async (mistake, status, code, hint) => {
  const problem = await problemOf(await post({ ...avatar, ...mistake }));
  expect(problem).toMatchObject({ status, code });
  expect(problem.detail).toContain(hint);
});
