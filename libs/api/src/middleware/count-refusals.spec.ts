import { avatar, problemOf, world } from '../testing/world.ts';

it('counts problems by their status and code, and no other responses', async () => {
  const { api, ada, measured } = world();
  expect((await ada('/v1/images')).status).toBe(200);
  expect((await api.request('/v1/images')).status).toBe(401);
  expect((await ada('/nothing')).status).toBe(404);
  const { code } = await problemOf(
    await ada('/v1/images', { method: 'POST', body: { ...avatar, bytes: 1e9 } }),
  );
  expect(measured.map(({ name, labels }) => [name, labels])).toEqual([
    ['refusals', { status: '401', code: 'unauthorized' }],
    ['refusals', { status: '404', code: 'not-found' }],
    ['refusals', { status: '413', code }],
  ]);
});

it('counts unexpected errors', async () => {
  const { ada, measured } = world({
    records: {
      ...world().records,
      list: () => Promise.reject(new Error('the table is down')),
    },
  });
  expect((await ada('/v1/images')).status).toBe(500);
  expect(measured).toEqual([
    { name: 'refusals', labels: { status: '500', code: 'internal' }, value: 1 },
  ]);
});
