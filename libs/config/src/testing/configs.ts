import fc from 'fast-check';
import type { ConfigInput } from '../schema/config.ts';

const names = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/).filter((name) => name !== '__proto__');
const sizes = fc.oneof(fc.integer({ min: 1 }), fc.constantFrom('10 MB', '1.5KiB', '3 b', '1.1 gb'));
const durations = fc.constantFrom<number | string>(1, 3_600, '1 second', '5 minutes', '1 Hour');
const optional = { requiredKeys: [] };

const variants = fc.record(
  {
    resize: fc.record({ width: fc.integer({ min: 1, max: 4_000 }) }),
    background: fc.constantFrom('#fff', '#001122'),
    animation: fc.constantFrom('keep', 'first-frame'),
    quality: fc.integer({ min: 1, max: 100 }),
    watermark: fc.record({ image: fc.constantFrom('logo', 'mark') }),
    on: fc.constantFrom('upload', 'request'),
    caption: fc.record({ text: fc.constant('ada'), font: fc.constantFrom('inter', 'Arial') }),
  },
  optional,
);

const profiles = fc.record(
  {
    accept: fc.array(fc.constantFrom('jpeg', 'svg', 'tiff'), { minLength: 1 }),
    maxBytes: sizes,
    variants: fc.dictionary(names, variants, { minKeys: 1 }),
    formats: fc.array(fc.constantFrom('avif', 'webp'), { minLength: 1 }),
    access: fc.constantFrom('public', 'private'),
    onDemand: fc.record(
      {
        widths: fc.array(fc.integer({ min: 1, max: 4_096 })),
        recipes: fc.constantFrom('signed', 'none'),
      },
      optional,
    ),
  },
  { requiredKeys: ['variants'] },
);

/** Valid configurations. */
export const configs: fc.Arbitrary<ConfigInput> = fc.record(
  {
    profiles: fc.dictionary(names, profiles, { minKeys: 1, maxKeys: 3 }),
    limits: fc.record(
      { maxPixels: fc.integer({ min: 1 }), cpuTime: durations, timeout: durations },
      optional,
    ),
    quotas: fc.record({ grantsPerDay: fc.integer({ min: 1 }), bytesPerDay: sizes }, optional),
    delivery: fc.record(
      {
        maxPixels: fc.constantFrom(1, '16 MP'),
        timeout: durations,
        perOwner: fc.constantFrom(1, '2,000 a day'),
        keep: durations,
      },
      optional,
    ),
    images: fc.record({
      logo: fc.constant(new URL('file:///logo.png')),
      mark: fc.constantFrom('/mark.svg', 'file:///mark.svg'),
    }),
    fonts: fc.dictionary(names, fc.constantFrom('/a.ttf', new URL('file:///b.ttf'))),
    origins: fc.array(fc.constantFrom('http://localhost:1', 'https://a.example')),
    auth: fc.constant({ issuer: 'https://a.example/b', audience: ['x', 'x'] }),
    webhooks: fc.uniqueArray(
      fc.constantFrom({ url: 'https://a.example/hook' }, { url: 'https://b.example/hook' }),
    ),
    retention: fc.record({ originals: durations, unfinished: durations }, optional),
  },
  { requiredKeys: ['profiles', 'images'] },
);
