import { defineConfig } from '@thumbing/config';
import { edgeOf, outcomeOf } from '../testing/edge.ts';

const { profiles } = defineConfig({
  profiles: {
    avatar: { variants: { small: { resize: { width: 64 } } } },
    logo: { variants: { small: { resize: { width: 64 } } }, formats: ['webp', 'png'] },
    film: { variants: { small: { resize: { width: 64 } } }, formats: ['avif', 'webp'] },
    mixed: {
      variants: {
        usual: {},
        own: { formats: ['png', 'gif'] },
        least: { formats: { smallest: ['avif', 'webp'] } },
      },
    },
  },
});

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const visit = edgeOf({ profiles, origins: [] });

const ask = async (path: string, accept?: string): Promise<string | number> =>
  outcomeOf(
    await visit(path, accept === undefined ? {} : { headers: { accept: { value: accept } } }),
  );

const CHROME = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
const OLD_SAFARI = 'image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5';

it.each`
  accept                                              | profile     | format
  ${CHROME}                                           | ${'avatar'} | ${'avif'}
  ${CHROME}                                           | ${'logo'}   | ${'webp'}
  ${OLD_SAFARI}                                       | ${'avatar'} | ${'webp'}
  ${OLD_SAFARI}                                       | ${'film'}   | ${'webp'}
  ${'image/png,image/*;q=0.8,*/*;q=0.5'}              | ${'avatar'} | ${'jpeg'}
  ${'image/png,image/*;q=0.8,*/*;q=0.5'}              | ${'logo'}   | ${'png'}
  ${'*/*'}                                            | ${'avatar'} | ${'jpeg'}
  ${'image/*'}                                        | ${'film'}   | ${'webp'}
  ${undefined}                                        | ${'avatar'} | ${'jpeg'}
  ${''}                                               | ${'avatar'} | ${'jpeg'}
  ${'text/html'}                                      | ${'logo'}   | ${'png'}
  ${'image/avif;q=0,image/webp;q=0,image/jpeg;q=0'}   | ${'avatar'} | ${'jpeg'}
  ${'image/avif;q=0.5, image/webp;q=0.9'}             | ${'avatar'} | ${'webp'}
  ${'image/avif;q=0.5, image/webp; q = 0.4, */*'}     | ${'avatar'} | ${'jpeg'}
  ${'image/avif;q=0.8,image/webp;q=0.8,*/*;q=0.8'}    | ${'avatar'} | ${'avif'}
  ${'image/avif;q=0, image/*'}                        | ${'avatar'} | ${'jpeg'}
  ${'IMAGE/AVIF;Q=1.0'}                               | ${'avatar'} | ${'avif'}
  ${'image/avif;level=1;q=0.3,image/webp;q=0.301'}    | ${'avatar'} | ${'webp'}
  ${'image/avif;q=lots,image/webp;q=2,image/jpeg'}    | ${'avatar'} | ${'jpeg'}
  ${'image/avif;q=-1,image/webp;q=0.1,*/*;q=0.01'}    | ${'avatar'} | ${'webp'}
  ${'image/jpeg;q=0.2,image/*;q=0.9,image/png;q=0.3'} | ${'logo'}   | ${'png'}
`('gives $format of $profile to who accepts $accept', async ({ accept, profile, format }: Row) => {
  const path = `/${profile}/${id}/small`;
  expect(await ask(path, accept)).toBe(`${path}.${format}`);
});

it('gives a variant the formats of its own, and none where only the smallest is there', async () => {
  const mixed = `/mixed/${id}`;
  expect(await ask(`${mixed}/usual`, CHROME)).toBe(`${mixed}/usual.avif`);
  expect(await ask(`${mixed}/own`, CHROME)).toBe(`${mixed}/own.png`);
  expect(await ask(`${mixed}/own`, 'image/gif')).toBe(`${mixed}/own.gif`);
  expect(await ask(`${mixed}/least`, CHROME)).toBe(404);
});

it('never overrides a format that is named', async () => {
  for (const name of ['usual.jpeg', 'own.gif', 'least.webp']) {
    expect(await ask(`/mixed/${id}/${name}`, 'image/avif')).toBe(`/mixed/${id}/${name}`);
  }
});

interface Row {
  readonly accept: string | undefined;
  readonly profile: string;
  readonly format: string;
}
