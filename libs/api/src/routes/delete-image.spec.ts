import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { problemOf, world } from '../testing/world.ts';

it('deletes an image, and responds with 404 afterwards', async () => {
  const { ada, records } = world();
  await records.create(recordOf());
  const response = await ada(`/v1/images/${idOf(1)}`, { method: 'DELETE' });
  expect(response.status).toBe(204);
  expect(await response.text()).toBe('');
  expect(await records.get(idOf(1))).toMatchObject({ deletedAt: '2026-01-01T00:00:00.000Z' });
  expect((await ada(`/v1/images/${idOf(1)}`)).status).toBe(404);
});

it('may be repeated until the files are removed, and then responds with 404', async () => {
  const { ada, records } = world();
  await records.create(recordOf());
  const path = `/v1/images/${idOf(1)}`;
  expect((await ada(path, { method: 'DELETE' })).status).toBe(204);
  expect((await ada(path, { method: 'DELETE' })).status).toBe(204);
  await records.remove(idOf(1));
  expect((await ada(path, { method: 'DELETE' })).status).toBe(404);
});

it.each([idOf(1), idOf(2), 'nonsense', '%FF'])(
  'leaves the images of other owners alone',
  async (id) => {
    const { eve, records } = world();
    await records.create(recordOf());
    const { status } = await problemOf(await eve(`/v1/images/${id}`, { method: 'DELETE' }));
    expect(status).toBe(404);
    expect(await records.get(idOf(1))).toEqual(recordOf());
  },
);
