import { manualClock } from '@thumbing/pipeline/memory';
import { problemOf, world } from '../testing/world.ts';

it('responds with 200 when every check passes', async () => {
  const response = await world().api.request('/ready');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ready' });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('responds with 503 and what is wrong when checks fail, and keeps other reasons to itself', async () => {
  const failure = new Error('the database at 10.0.0.1 does not answer');
  const { api, errors } = world({
    readiness: {
      database: () => Promise.reject(failure),
      disk: async () => '12 MB are free, less than 200 MB',
      inbox: async () => undefined,
    },
  });
  const response = await api.request('/ready');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('retry-after')).toBe('30');
  expect(await problemOf(response)).toMatchObject({
    status: 503,
    code: 'not-ready',
    detail: 'database: it does not respond; disk: 12 MB are free, less than 200 MB',
    errors: [
      { field: 'database', detail: 'it does not respond' },
      { field: 'disk', detail: '12 MB are free, less than 200 MB' },
    ],
  });
  expect(errors).toEqual([failure]);
});

it('checks at most every 2 seconds, however often it is asked', async () => {
  const clock = manualClock();
  const [checks, wrong]: [string[], string[]] = [[], []];
  const { api } = world({
    clock,
    readiness: {
      disk: async () => {
        checks.push('disk');
        return wrong[0];
      },
    },
  });
  const statuses = async () =>
    Promise.all([1, 2, 3].map(async () => (await api.request('/ready')).status));
  expect(await statuses()).toEqual([200, 200, 200]);
  wrong.push('it is full');
  await clock.sleep(1_999);
  expect(await statuses()).toEqual([200, 200, 200]);
  expect(checks).toHaveLength(1);
  await clock.sleep(1);
  expect(await statuses()).toEqual([503, 503, 503]);
  expect(checks).toHaveLength(2);
});
