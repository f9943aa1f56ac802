import { OUTPUT_FORMATS } from '@thumbing/image-processor/formats';
import fc from 'fast-check';
import { originalKey, renditionKey } from './keys.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const names = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,62}$/);
const original = { profile: names, id: fc.uuid({ version: 7 }) };
const format = fc.constantFrom(...OUTPUT_FORMATS);
const sides = fc.integer({ min: 1, max: 16_383 });
const variants = fc.record(
  { ...original, variant: names, format, width: sides, revision: fc.integer({ min: 1, max: 99 }) },
  { requiredKeys: ['profile', 'id', 'variant', 'format'] },
);
const recipes = fc.record({ ...original, recipe: sides.map((side) => `width=${side}`), format });

it('parses every original key that it formats', () => {
  fc.assert(
    fc.property(fc.record(original), (key) => {
      expect(originalKey.parse(originalKey.format(key))).toEqual(key);
    }),
  );
});

it('parses every rendition key that it formats', () => {
  fc.assert(
    fc.property(fc.oneof(variants, recipes), (key) => {
      expect(renditionKey.parse(renditionKey.format(key))).toEqual(key);
    }),
  );
});

it('parses no text that it would format differently', () => {
  const pieces = fc.constantFrom(
    'avatar',
    id,
    'large',
    '.',
    '/',
    'webp',
    '..',
    'A',
    ',width=',
    '0',
  );
  fc.assert(
    fc.property(
      fc.array(pieces).map((some) => some.join('')),
      (text) => {
        const parsed = renditionKey.parse(text);
        expect(parsed === undefined ? text : renditionKey.format(parsed)).toBe(text);
      },
    ),
  );
});

it.each([
  '',
  '/',
  'avatar',
  `/avatar/${id}`,
  `avatar/${id}/`,
  `avatar//${id}`,
  `../${id}`,
  `%2e%2e/${id}`,
  `Avatar/${id}`,
  `avatar\0/${id}`,
  `avatar/${id}\n`,
  `avatar/${id.toUpperCase()}`,
  'avatar/01890a5d-ac96-474b-bcce-b302099a8057',
  `avatar/${id}/large.webp`,
])('refuses %j as the key of an original', (text) => {
  expect(originalKey.parse(text)).toBeUndefined();
});

it.each([
  '',
  `avatar/${id}`,
  `avatar/${id}/`,
  `avatar/${id}/large`,
  `avatar/${id}/large.`,
  `avatar/${id}/.webp`,
  `avatar/${id}/large.tiff`,
  `avatar/${id}/large.webp.webp`,
  `avatar/${id}/large.webp/`,
  `avatar/${id}/../large.webp`,
  `avatar/${id}/..%2flarge.webp`,
  `avatar/${id}//large.webp`,
  `avatar\\${id}\\large.webp`,
])('refuses %j as the key of a rendition', (text) => {
  expect(renditionKey.parse(text)).toBeUndefined();
});

it('reads one extension of a format only: a rendition has one key', () => {
  expect(renditionKey.parse(`avatar/${id}/large.jpg`)).toBeUndefined();
});
