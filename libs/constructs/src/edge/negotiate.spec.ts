import { runInNewContext } from 'node:vm';
import { builtinProfiles, defineConfig } from '@thumbing/config';
import { negotiation, varyBy } from './edge-functions.ts';

const { profiles } = defineConfig({
  profiles: {
    ...builtinProfiles,
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

/** Runs the text that is sent to CloudFront, where there is nothing but the language. */
const run = (code: string, event: object): unknown =>
  runInNewContext(`${code}; handler(${JSON.stringify(event)})`);

const ask = (uri: string, accept?: string): unknown =>
  run(negotiation(profiles), {
    request: { uri, headers: accept === undefined ? {} : { accept: { value: accept } } },
  });

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
`('gives $format of $profile to who accepts $accept', ({ accept, profile, format }: Row) => {
  expect(ask(`/${profile}/1/large`, accept)).toMatchObject({
    uri: `/${profile}/1/large.${format}`,
  });
});

it('gives a variant the formats of its own, and none where only the smallest is there', () => {
  expect(ask('/mixed/1/usual', CHROME)).toMatchObject({ uri: '/mixed/1/usual.avif' });
  expect(ask('/mixed/1/own', CHROME)).toMatchObject({ uri: '/mixed/1/own.png' });
  expect(ask('/mixed/1/own', 'image/gif')).toMatchObject({ uri: '/mixed/1/own.gif' });
  expect(ask('/mixed/1/least', CHROME)).toMatchObject({ uri: '/mixed/1/least' });
  expect(ask('/mixed/1/constructor', CHROME)).toMatchObject({ uri: '/mixed/1/constructor.avif' });
});

it.each`
  uri                       | served
  ${'/avatar/1/large.jpg'}  | ${'/avatar/1/large.jpeg'}
  ${'/unknown/1/large.jpg'} | ${'/unknown/1/large.jpg'}
`(
  'serves $served for $uri: each format has one extension in the store',
  ({ uri, served }: Alias) => {
    expect(ask(uri, CHROME)).toMatchObject({ uri: served });
  },
);

it.each(['/', '/favicon', '/unknown/1/large', '/constructor/1/large'])(
  'leaves %s as it is: no profile is called that',
  (uri) => {
    expect(ask(uri, CHROME)).toMatchObject({ uri });
  },
);

it('tells caches on the way that the answer depends on what is accepted', () => {
  const response = { headers: { etag: { value: '"1"' } } };
  expect(run(varyBy('accept', 'origin'), { response })).toEqual({
    headers: { etag: { value: '"1"' }, vary: { value: 'accept, origin' } },
  });
});

it('refuses more profiles than CloudFront takes a function for', () => {
  const many = Array.from({ length: 400 }, (_, n) => [`profile-${n}`, profiles['avatar']]);
  expect(() => negotiation(Object.fromEntries(many) as typeof profiles)).toThrow(
    /^✖ profiles do not fit into a CloudFront function: it would have \d+ bytes, and the limit is 10240/,
  );
});

it('is ASCII, as templates must be', () => {
  // eslint-disable-next-line no-control-regex -- CloudFormation replaces other characters by `?`.
  expect(negotiation(profiles)).toMatch(/^[\x00-\x7f]*$/);
});

interface Alias {
  readonly uri: string;
  readonly served: string;
}

interface Row {
  readonly accept: string | undefined;
  readonly profile: string;
  readonly format: string;
}
