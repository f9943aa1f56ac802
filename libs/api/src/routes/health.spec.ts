import { problemOf, world } from '../testing/world.ts';

it('responds with 200 when its dependencies respond', async () => {
  const response = await world().api.request('/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ok' });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('responds with 503 when a dependency does not, and keeps the reason to itself', async () => {
  const failure = new Error('the database at 10.0.0.1 does not answer');
  const { api, errors } = world({ health: () => Promise.reject(failure) });
  const problem = await problemOf(await api.request('/health'));
  expect(problem).toMatchObject({ status: 503, code: 'unavailable' });
  expect(JSON.stringify(problem)).not.toContain('10.0.0.1');
  expect(errors).toEqual([failure]);
});
