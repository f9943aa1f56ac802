import fc from 'fast-check';
import { avatar, world } from './testing/world.ts';

const hostileText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', '\u0000', '../..', 'x'.repeat(5_000)),
);
const hostileValue = fc.oneof(hostileText, fc.jsonValue(), fc.double(), fc.constant(undefined));

it('responds to any body with a grant or a client error', async () => {
  const { ada, errors } = world();
  const nearly = fc.record(
    {
      profile: fc.oneof(fc.constant('avatar'), hostileValue),
      contentType: fc.oneof(fc.constant('image/jpeg'), hostileValue),
      bytes: fc.oneof(fc.integer(), hostileValue),
      sha256: hostileValue,
      filename: hostileValue,
    },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    nearly,
    fc.dictionary(hostileText, hostileValue).map((fields) => ({ ...avatar, ...fields })),
    fc.json(),
    hostileText,
  );
  await fc.assert(
    fc.asyncProperty(body, async (body) => {
      const response = await ada('/v1/images', { method: 'POST', body });
      expect(response.status === 201 || [400, 413, 415].includes(response.status)).toBe(true);
      const type = response.status === 201 ? 'application/json' : 'application/problem+json';
      expect(response.headers.get('content-type')).toBe(type);
    }),
    { numRuns: 300 },
  );
  expect(errors).toEqual([]);
});

it('responds to any path and query without a server error', async () => {
  const { ada, errors } = world();
  const segment = fc.oneof(
    hostileText.map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom(
      '%FF',
      '%E4%A',
      '%',
      '%00',
      '%2F',
      '..',
      '.',
      'v1',
      'images',
      'latest',
      'avatar',
    ),
    fc.stringMatching(/^[!-~]*$/),
  );
  const path = fc
    .record({
      start: fc.constantFrom('/', '/v1/images/', '/v1/images?', '/latest/avatar/', '/v1/'),
      rest: fc.array(segment, { maxLength: 3 }),
      by: fc.constantFrom('/', '&', '?cursor=', '?wait='),
    })
    .map(({ start, rest, by }) => `http://localhost${start}${rest.join(by)}`)
    .filter((url) => URL.canParse(url));
  await fc.assert(
    fc.asyncProperty(path, fc.constantFrom('GET', 'DELETE', 'HEAD'), async (path, method) => {
      expect((await ada(path, { method })).status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(errors).toEqual([]);
});
