import { world } from '../testing/world.ts';

it('responds with 200 while the service is alive, whatever its dependencies do', async () => {
  const { api, errors } = world({ readiness: { database: () => Promise.reject(new Error('no')) } });
  const response = await api.request('/health');
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ok' });
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(errors).toEqual([]);
});
