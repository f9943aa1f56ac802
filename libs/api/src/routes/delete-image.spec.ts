import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { problemOf, world } from '../testing/world.ts';

it('deletes an image, publishes an event, and responds with 404 afterwards', async () => {
  const { ada, records, published } = world();
  await records.create(recordOf());
  const response = await ada(`/v1/images/${idOf(1)}`, { method: 'DELETE' });
  expect(response.status).toBe(204);
  expect(await response.text()).toBe('');
  expect(published).toMatchObject([{ type: 'thumbing.image.deleted', subject: idOf(1) }]);
  expect((await ada(`/v1/images/${idOf(1)}`)).status).toBe(404);
  expect((await ada(`/v1/images/${idOf(1)}`, { method: 'DELETE' })).status).toBe(404);
});

it.each([idOf(1), idOf(2), 'nonsense', '%FF'])(
  'leaves the images of other owners alone',
  async (id) => {
    const { eve, records, published } = world();
    await records.create(recordOf());
    const { status } = await problemOf(await eve(`/v1/images/${id}`, { method: 'DELETE' }));
    expect(status).toBe(404);
    expect(await records.get(idOf(1))).toEqual(recordOf());
    expect(published).toEqual([]);
  },
);
