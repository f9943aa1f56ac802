import { defineConfig } from '@thumbing/config';
import { signAddresses } from '@thumbing/pipeline/delivery';
import { memoryRecords, memoryRenditions } from '@thumbing/pipeline/memory';
import { idOf, manualClock, recordOf } from '@thumbing/pipeline/testing';
import { problemOf, world } from '../testing/world.ts';

const config = defineConfig({
  profiles: { avatar: { variants: { large: {} }, onDemand: { widths: [320], recipes: 'signed' } } },
});

const path = `/v1/images/${idOf(1)}/addresses`;

/** The API with an image of ada's, and a signer whose signatures are the same. */
async function signing() {
  const deps = { config, records: memoryRecords(), renditions: memoryRenditions() };
  await deps.records.create(recordOf({ status: 'ready' }));
  const signer = { sign: async () => 'signature' };
  return world({
    ...deps,
    signAddresses: signAddresses({ ...deps, signer, clock: manualClock() }),
  });
}

it('answers with an address for each recipe', async () => {
  const { ada } = await signing();
  const recipes = [{ resize: { width: 300, height: 300, fit: 'cover' } }, 'width=*'];
  const response = await ada(path, { method: 'POST', body: { recipes, expiresIn: 60 } });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const url = `https://assets.example.com/avatar/${idOf(1)}`;
  expect(await response.json()).toEqual({
    addresses: [
      {
        recipe: 'width=300,height=300,fit=cover',
        url: `${url}/width=300,height=300,fit=cover?s=signature`,
      },
      { recipe: 'width=*', url: `${url}/width=*?s=signature`, widths: [320] },
    ],
    expiresAt: '2026-01-01T00:01:00.000Z',
  });
});

it('names the recipe that cannot be signed, and its canonical text', async () => {
  const { ada } = await signing();
  const body = { recipes: ['width=1', 'fit=cover,width=300'] };
  expect(await problemOf(await ada(path, { method: 'POST', body }))).toMatchObject({
    status: 400,
    code: 'invalid-recipe',
    detail: 'recipes.1: width belongs before fit; write width=300,fit=cover',
  });
});

it('tells what to configure where addresses have no recipes', async () => {
  const { ada, records } = world();
  await records.create(recordOf({ status: 'ready' }));
  const body = { recipes: ['width=1'] };
  expect(await problemOf(await ada(path, { method: 'POST', body }))).toMatchObject({
    status: 400,
    code: 'invalid-recipe',
    detail: expect.stringContaining("profiles.avatar.onDemand.recipes to 'signed'") as unknown,
  });
});

it('hides the images of other owners, as if they did not exist', async () => {
  const { eve, ada } = await signing();
  const request = { method: 'POST', body: { recipes: ['width=1'] } };
  expect((await problemOf(await eve(path, request))).code).toBe('not-found');
  for (const id of [idOf(2), 'nonsense', '__proto__']) {
    const response = await ada(`/v1/images/${id}/addresses`, request);
    expect((await problemOf(response)).code).toBe('not-found');
  }
});

it.each([
  [{}, 'recipes'],
  [{ recipes: [] }, 'recipes'],
  [{ recipes: Array.from({ length: 51 }, () => 'width=1') }, 'recipes'],
  [{ recipes: 'width=1' }, 'recipes'],
  [{ recipes: ['width=1', 5] }, 'recipes.1'],
  [{ recipes: [[]] }, 'recipes.0'],
  [{ recipes: [null] }, 'recipes.0'],
  [{ recipes: ['width=1'], expiresIn: 0 }, 'expiresIn'],
  [{ recipes: ['width=1'], expiresIn: 1e12 }, 'expiresIn'],
  [{ recipes: ['width=1'], expires: 5 }, 'expires'],
  [[], 'body'],
])('refuses %j, and names the field', async (body, field) => {
  const { ada } = await signing();
  expect(await problemOf(await ada(path, { method: 'POST', body }))).toMatchObject({
    code: 'invalid-request',
    errors: [{ field }],
  });
});

it('does not exist without a signer', async () => {
  const { ada, records } = world({ signAddresses: undefined });
  await records.create(recordOf({ status: 'ready' }));
  const body = { recipes: ['width=1'] };
  expect((await problemOf(await ada(path, { method: 'POST', body }))).status).toBe(404);
  const response = await ada('/openapi.json');
  expect(await response.text()).not.toContain('/v1/images/{id}/addresses');
});
