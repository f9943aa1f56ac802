import { begin, running } from './testing/fresh-edition.ts';

it('answers with 429 above a quota, also after a restart', async () => {
  const config = { quotas: { grantsPerDay: 2 } };
  const { folder, stop } = await begin({ config });
  const ask = async (sub = 'ada') => {
    const { api } = await running.as(sub);
    const body = { profile: 'avatar', contentType: 'image/jpeg', bytes: 100 };
    return api('/v1/images', { method: 'POST', body });
  };
  expect((await ask()).status).toBe(201);
  await stop();
  await begin({ config, folder });
  expect((await ask()).headers.get('ratelimit')).toContain('"grantsPerDay";r=0;');
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask('eve')).status).toBe(201);
});
