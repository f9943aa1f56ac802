import { idOf, recordOf } from '@thumbing/pipeline/testing';
import * as z from 'zod';
import { problemOf, world } from '../testing/world.ts';

const page = z.object({
  images: z.array(z.object({ id: z.string() }).transform(({ id }) => id)),
  cursor: z.string().optional(),
});
const pageOf = async (response: Response) => page.parse(await response.json());

async function withImages(count: number) {
  const filled = world();
  for (let n = 1; n <= count; n += 1) await filled.records.create(recordOf({ id: idOf(n) }));
  return filled;
}

it('lists only the images of the owner, newest first', async () => {
  const { ada, eve } = await withImages(3);
  expect(await pageOf(await ada('/v1/images'))).toEqual({ images: [3, 2, 1].map(idOf) });
  expect(await pageOf(await eve('/v1/images'))).toEqual({ images: [] });
});

it('returns pages, of 20 images by default', async () => {
  const { ada } = await withImages(25);
  const first = await pageOf(await ada('/v1/images'));
  expect(first.images).toHaveLength(20);
  const second = await pageOf(await ada(`/v1/images?cursor=${first.cursor ?? ''}`));
  expect(second).toEqual({ images: [5, 4, 3, 2, 1].map(idOf) });
  expect((await pageOf(await ada('/v1/images?limit=100'))).images).toHaveLength(25);
});

it('filters by profile and status', async () => {
  const { ada, records } = await withImages(1);
  await records.create(recordOf({ id: idOf(2), profile: 'banner', status: 'failed' }));
  const list = async (query: string) => (await pageOf(await ada(`/v1/images?${query}`))).images;
  expect(await list('profile=banner')).toEqual([idOf(2)]);
  expect(await list('status=pending')).toEqual([idOf(1)]);
  expect(await list('profile=avatar&status=failed')).toEqual([]);
  expect(await list('profile=__proto__')).toEqual([]);
});

it.each([
  ['color=red', ['color']],
  ['color=red&size=1', ['color', 'size']],
  ['limit=0', ['limit']],
  ['limit=101', ['limit']],
  ['limit=', ['limit']],
  ['limit=1&limit=2', ['limit']],
  ['status=done', ['status']],
  ['status=constructor', ['status']],
  ['profile=a&profile=b', ['profile']],
  ['__proto__=1', ['__proto__']],
])('refuses ?%s, and names every mistake', async (query, fields) => {
  const { ada } = world();
  expect(await problemOf(await ada(`/v1/images?${query}`))).toMatchObject({
    status: 400,
    code: 'invalid-request',
    errors: fields.map((field) => ({ field })),
  });
});

it.each(['', 'nonsense', '%FF%FE', '%00', 'x'.repeat(50_000), btoa('x'.repeat(36))])(
  'refuses a cursor that no list has returned',
  async (cursor) => {
    const { ada } = world();
    expect(await problemOf(await ada(`/v1/images?cursor=${cursor}`))).toMatchObject({
      status: 400,
      code: 'bad-cursor',
    });
  },
);
