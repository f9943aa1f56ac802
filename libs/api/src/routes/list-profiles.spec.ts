import { world } from '../testing/world.ts';

it('returns what each profile accepts, and its variants', async () => {
  const response = await world().ada('/v1/profiles');
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    profiles: {
      avatar: {
        contentTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'],
        maxBytes: 10_000_000,
        variants: {
          large: { resize: { width: 512, height: 512, fit: 'cover', position: 'attention' } },
        },
        formats: ['avif', 'webp', 'jpeg'],
      },
      banner: {},
      photo: {},
    },
  });
});
