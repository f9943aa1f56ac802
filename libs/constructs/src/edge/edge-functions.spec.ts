import { runInNewContext } from 'node:vm';
import { builtinProfiles, defineConfig, type ProfileInput } from '@thumbing/config';
import { varyBy, viewerRequest } from './edge-functions.ts';

const origins = ['https://app.example.com'];
const onDemand: ProfileInput['onDemand'] = { widths: [320, 640, 1280], recipes: 'signed' };
const plain = defineConfig({ profiles: builtinProfiles, origins });
const signed = defineConfig({
  profiles: { ...builtinProfiles, photo: { ...builtinProfiles.photo, onDemand } },
  origins,
});

describe('the code of the function that answers requests', () => {
  it('has at most 6 KB for the built-in profiles, and leaves room for profiles with recipes', () => {
    expect(viewerRequest(plain).length).toBeLessThanOrEqual(6_000);
    expect(viewerRequest(signed).length).toBeLessThanOrEqual(9_000);
  });

  it('imports modules where there are keys, and none elsewhere', () => {
    expect(viewerRequest(signed)).toMatch(
      /^import cf from 'cloudfront';\nimport crypto from 'crypto';\n/,
    );
    expect(viewerRequest(plain)).not.toMatch(/import|async|await/);
  });

  it.each([plain, signed])('is ASCII, as templates must be', (config) => {
    // eslint-disable-next-line no-control-regex -- CloudFormation replaces other characters by `?`.
    expect(viewerRequest(config)).toMatch(/^[\x00-\x7f]*$/);
  });

  it.each([plain, signed])('has nothing that the runtime does not know', (config) => {
    const code = viewerRequest(config);
    expect(code).not.toMatch(/\?\?|\?\.[a-z]|\.\.\.|catch ?\{|\bclass\b|\bfor\(const\b/);
  });

  it('is refused where CloudFront has no room for it', () => {
    const { avatar } = plain.profiles;
    const many = Array.from({ length: 400 }, (_, n) => [`profile-${n}`, avatar]);
    const profiles = Object.fromEntries(many) as typeof plain.profiles;
    expect(() => viewerRequest({ profiles, origins })).toThrow(
      /^✖ profiles do not fit into a CloudFront function: it would have \d+ bytes, and the limit is 10240/,
    );
  });
});

it('tells caches on the way that the answer depends on what is accepted', () => {
  const event = { response: { headers: { etag: { value: '"1"' } } } };
  const code = `${varyBy('accept', 'origin')}; handler(${JSON.stringify(event)})`;
  expect(runInNewContext(code)).toEqual({
    headers: { etag: { value: '"1"' }, vary: { value: 'accept, origin' } },
  });
});
