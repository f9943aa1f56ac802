import { defineConfig } from '@thumbing/config';
import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { problemOf, world } from '../testing/world.ts';

const ready = (n: number, owner: string) =>
  recordOf({
    id: idOf(n),
    owner,
    status: 'ready',
    settledAt: '2026-01-01T00:01:00.000Z',
    renditions: [{ variant: 'large', format: 'webp', width: 30, height: 30, bytes: 50 }],
  });

it('redirects anyone to the newest rendition of an owner, for a minute', async () => {
  const { api, records } = world();
  await records.create(ready(2, 'ada'));
  await records.create(ready(1, 'ada'));
  const response = await api.request('/latest/avatar/ada/large.webp');
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(
    `https://assets.example.com/avatar/${idOf(2)}/large.webp`,
  );
  expect(response.headers.get('cache-control')).toBe('public, max-age=60');
});

it('redirects to a variant that is made on request, and to one of its widths', async () => {
  const { api, records } = world({
    config: defineConfig({
      profiles: {
        avatar: { variants: { hero: { on: 'request' } }, onDemand: { widths: [640] } },
      },
    }),
  });
  await records.create(ready(1, 'ada'));
  for (const file of ['hero.webp', 'hero,width=640.webp']) {
    const response = await api.request(`/latest/avatar/ada/${file}`);
    expect(response.headers.get('location')).toBe(
      `https://assets.example.com/avatar/${idOf(1)}/${file}`,
    );
  }
});

it('reads jpg as jpeg', async () => {
  const { api, records } = world();
  const renditions = [
    { variant: 'large', format: 'jpeg', width: 30, height: 30, bytes: 50 },
  ] as const;
  await records.create({ ...ready(1, 'ada'), renditions });
  const response = await api.request('/latest/avatar/ada/large.jpg');
  expect(response.headers.get('location')).toMatch(/\/large\.jpeg$/);
});

it.each([
  'auth0|123',
  'a/b',
  'ü 👩‍🚀',
  '100%',
  'a%2Fb',
  'a?b#c',
  'a+b',
  'a.webp',
  '__proto__',
  'a:b;c=d',
])('finds the owner %j by its percent-encoded name', async (owner) => {
  const { api, records } = world();
  await records.create(ready(1, owner));
  const response = await api.request(`/latest/avatar/${encodeURIComponent(owner)}/large.webp`);
  expect(response.status).toBe(302);
});

it.each([
  'avatar/eve/large.webp',
  'avatar/ada/large.png',
  'avatar/ada/huge.webp',
  'banner/ada/large.webp',
  '__proto__/ada/large.webp',
  'avatar/ada/large.svg',
  'avatar/ada/large',
  'avatar/ada/large.webp.webp',
  'avatar/ada/.webp',
  'avatar/ada/large,width=640.webp',
  'avatar/ada/large,width=.webp',
  'avatar/ada/large,height=640.webp',
  'avatar/ada/,width=640.webp',
  'avatar/ada/',
  'avatar/%FF/large.webp',
  'avatar/%E4%A/large.webp',
  'avatar/%00/large.webp',
  'avatar/a/b/large.webp',
])('responds to /latest/%s with 404', async (path) => {
  const { api, records } = world();
  await records.create(ready(1, 'ada'));
  const response = await api.request(`/latest/${path}`);
  expect(await problemOf(response)).toMatchObject({ status: 404, code: 'not-found' });
});

it('lets caches store neither a 404 nor a failure', async () => {
  const { api } = world();
  const none = await api.request('/latest/avatar/ada/large.webp');
  expect(none.headers.get('cache-control')).toBe('no-cache');

  const broken = world({
    renditions: {
      urlOf: () => {
        throw new Error('no URL today');
      },
    },
  });
  await broken.records.create(ready(1, 'ada'));
  const failure = await broken.api.request('/latest/avatar/ada/large.webp');
  expect(failure.status).toBe(500);
  expect(failure.headers.get('cache-control')).toBe('no-store');
});
