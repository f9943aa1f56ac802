import { builtinProfiles, defineConfig, type ConfigInput } from '@thumbing/config';
import { manualClock } from '@thumbing/pipeline/memory';
import { avatar, problemOf, world } from '../testing/world.ts';

const post = { method: 'POST', body: avatar };
const withQuotas = (quotas: NonNullable<ConfigInput['quotas']>) =>
  world({
    config: defineConfig({ profiles: builtinProfiles, quotas }),
    clock: manualClock('2026-01-01T23:56:00.000Z'),
  });
const MOST = Number.MAX_SAFE_INTEGER;

it('returns quotas, and what is left of them', async () => {
  const { ada } = withQuotas({ grantsPer5Minutes: 3, bytesPerDay: '1 GB' });
  const { status, headers } = await ada('/v1/images', post);
  expect(status).toBe(201);
  expect(headers.get('ratelimit-policy')).toBe(
    '"grantsPer5Minutes";q=3;w=300, "grantsPerDay";q=10000;w=86400, "bytesPerDay";q=1000000000;w=86400;qu="content-bytes"',
  );
  expect(headers.get('ratelimit')).toBe(
    '"grantsPer5Minutes";r=2;t=240, "grantsPerDay";r=9999;t=240, "bytesPerDay";r=999987655;t=240',
  );
  expect(headers.get('retry-after')).toBeNull();
});

it('responds to a request above a quota with 429, and when to try again', async () => {
  const { ada, eve, records, errors } = withQuotas({ grantsPer5Minutes: 1 });
  await ada('/v1/images', post);
  const response = await ada('/v1/images', post);
  expect(await problemOf(response)).toMatchObject({
    status: 429,
    title: 'Too Many Requests',
    code: 'quota-exceeded',
    detail:
      'your quota grantsPer5Minutes has 0 of 1 left, and this upload needs 1; try again in 4 minutes',
  });
  expect(response.headers.get('retry-after')).toBe('240');
  expect(response.headers.get('ratelimit')).toMatch(/^"grantsPer5Minutes";r=0;t=240, /);
  expect(response.headers.get('ratelimit-policy')).toMatch(/^"grantsPer5Minutes";q=1;w=300, /);
  expect(await records.list({ owner: 'ada', limit: 10 })).toHaveLength(1);
  expect(errors).toEqual([]);
  expect((await eve('/v1/images', post)).status).toBe(201);
});

it('keeps to the 15 digits of an integer in a header', async () => {
  const { ada } = withQuotas({ grantsPer5Minutes: MOST, grantsPerDay: MOST, bytesPerDay: MOST });
  const { headers } = await ada('/v1/images', post);
  expect(headers.get('ratelimit-policy')?.match(/(?<=q=)\d+/g)).toEqual(
    Array(3).fill('9'.repeat(15)),
  );
  expect(headers.get('ratelimit')?.match(/(?<=r=)\d+/g)).toEqual(Array(3).fill('9'.repeat(15)));
});
