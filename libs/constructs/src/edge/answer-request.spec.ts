import { defineConfig, type ConfigInput } from '@thumbing/config';
import { edgeOf, outcomeOf, problemOf } from '../testing/edge.ts';

const image = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const config = {
  profiles: {
    photo: {
      variants: {
        hero: {},
        own: { formats: ['png'] },
        best: { formats: { smallest: ['webp', 'jpeg'] } },
      },
      onDemand: { widths: [320, 640] },
    },
  },
  origins: ['https://app.example.com'],
} satisfies ConfigInput;
const plain = defineConfig(config);
const { photo } = config.profiles;
const signed = defineConfig({
  ...config,
  profiles: { photo, film: { ...photo, onDemand: { recipes: 'signed' } } },
});
const secret = 'the secret of the tests, 32 bytes';
const editions = [
  { edition: 'a stage without recipes', visit: edgeOf(plain) },
  { edition: 'a stage with recipes', visit: edgeOf(signed, { k1: secret }) },
];

describe.each(editions)('the edge of $edition', ({ visit }) => {
  it.each([
    '/hero.webp',
    '/own.png',
    '.7/hero.jpeg',
    '/hero,width=640.avif',
    '/best.webp',
    '/own,width=320.png',
  ])('passes %s as it is', async (path) => {
    expect(outcomeOf(await visit(`${image}${path}`))).toBe(`${image}${path}`);
    expect(outcomeOf(await visit(`${image}${path}`, { method: 'HEAD' }))).toBe(`${image}${path}`);
  });

  it.each`
    path                                               | status | code                | detail
    ${'/'}                                             | ${404} | ${'not-found'}      | ${/images only/}
    ${''}                                              | ${404} | ${'not-found'}      | ${/images only/}
    ${'/favicon.ico'}                                  | ${404} | ${'not-found'}      | ${/images only/}
    ${'/photo/'}                                       | ${404} | ${'not-found'}      | ${/images only/}
    ${`${image}/`}                                     | ${404} | ${'not-found'}      | ${/images only/}
    ${`${image}//hero.webp`}                           | ${404} | ${'not-found'}      | ${/images only/}
    ${`${image}/hero.webp/`}                           | ${404} | ${'not-found'}      | ${/images only/}
    ${'/photo/latest/hero'}                            | ${400} | ${'invalid-recipe'} | ${/has the form/}
    ${'/photo/../hero'}                                | ${400} | ${'invalid-recipe'} | ${/has the form/}
    ${`${image.toUpperCase()}/hero`}                   | ${400} | ${'invalid-recipe'} | ${/has the form/}
    ${`${image.replace('-7', '-4')}/hero`}             | ${400} | ${'invalid-recipe'} | ${/has the form/}
    ${`${image}.0/hero.webp`}                          | ${400} | ${'invalid-recipe'} | ${/has the form/}
    ${`${image}/hero.jpg`}                             | ${400} | ${'invalid-recipe'} | ${/^'hero\.jpg' is neither/}
    ${`${image}/h%65ro.webp`}                          | ${400} | ${'invalid-recipe'} | ${/^'h%65ro' is neither/}
    ${`${image}/Hero`}                                 | ${400} | ${'invalid-recipe'} | ${/^'Hero' is neither/}
    ${`${image}/hero,width=0640`}                      | ${400} | ${'invalid-recipe'} | ${/^width is not written as '0640'/}
    ${`${image}/hero,fit=cover`}                       | ${400} | ${'invalid-recipe'} | ${/takes a width and nothing else/}
    ${`${image}/huge.webp`}                            | ${404} | ${'not-found'}      | ${/^there is no variant 'huge'/}
    ${`${image}/constructor`}                          | ${404} | ${'not-found'}      | ${/^there is no variant 'constructor'/}
    ${`${image}/hero,width=641`}                       | ${404} | ${'not-found'}      | ${/is not made 641 wide/}
    ${`${image}/hero.png`}                             | ${404} | ${'not-found'}      | ${/^photo is not made as png/}
    ${`${image}/own.webp`}                             | ${404} | ${'not-found'}      | ${/^photo is not made as webp/}
    ${`${image}/best.avif`}                            | ${404} | ${'not-found'}      | ${/^photo is not made as avif/}
    ${`${image}/best`}                                 | ${404} | ${'not-found'}      | ${/^the format depends on the image/}
    ${image.replace('photo', 'constructor') + '/hero'} | ${404} | ${'not-found'}      | ${/^there is no profile 'constructor'/}
    ${`${image}/width=640`}                            | ${403} | ${'bad-signature'}  | ${/and this one has none$/}
  `('refuses $path: $status', async ({ path, status, code, detail }: Row) => {
    const answer = await visit(path);
    expect(problemOf(answer)).toEqual({
      type: `urn:thumbing:problem:${code}`,
      title: { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found' }[status],
      status,
      code,
      detail: expect.stringMatching(detail) as string,
    });
    expect(answer).toMatchObject({
      statusCode: status,
      headers: {
        'content-type': { value: 'application/problem+json' },
        'cache-control': { value: status === 404 ? 'max-age=0, s-maxage=60' : 'no-store' },
      },
    });
  });

  it('drops the query, and a header that only it may set', async () => {
    const s = { value: `k1..${'A'.repeat(22)}` };
    const headers = { 'x-thumbing-signature': s, accept: { value: 'image/webp' } };
    const visited = await visit(`${image}/hero`, {
      querystring: { s, v: { value: '2' } },
      headers,
    });
    expect(visited).toEqual({
      method: 'GET',
      uri: `${image}/hero.webp`,
      querystring: {},
      headers: { accept: { value: 'image/webp' } },
    });
  });

  it('answers a preflight by itself, with leave for the pages of the configuration', async () => {
    const preflight = (origin: string) =>
      visit(`${image}/hero.webp`, { method: 'OPTIONS', headers: { origin: { value: origin } } });
    expect(await preflight('https://app.example.com')).toMatchObject({
      statusCode: 204,
      headers: { 'access-control-allow-origin': { value: 'https://app.example.com' } },
    });
    expect(await preflight('https://evil.example.com')).toMatchObject({
      statusCode: 204,
      headers: {},
    });
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('has nothing for %s', async (method) => {
    expect(outcomeOf(await visit(`${image}/hero.webp`, { method }))).toBe(404);
  });
});

interface Row {
  readonly path: string;
  readonly status: 400 | 403 | 404;
  readonly code: string;
  readonly detail: RegExp;
}
