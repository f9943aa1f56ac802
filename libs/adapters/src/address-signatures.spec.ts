import { SIGNATURE_VECTORS } from '@thumbing/client/testing';
import { renditionAddress } from '@thumbing/config';
import fc from 'fast-check';
import {
  changed,
  faultOf,
  pathsBySignature,
  signedAddresses,
  verdictOn,
} from '../fuzz/signature-laws.ts';
import { verifyAddress } from './address-signatures.ts';

const image = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const [first, second] = [
  { id: 'k1', secret: 'the secret of the tests, 32 bytes' },
  { id: 'k2', secret: 'another secret' },
];
const widths = [320, 640];
const hero = 'k1.1800000000.jRS452_z0pB4Q2kjnHxm79';
const heroWidths = 'k1.1800000000.hcTa0dUBIVbvFf29vGQpIg';

/** The verdict on the address, one second before its signature ends. */
function verdict(
  path: string,
  signature: string,
  { keys = [first], seconds = 1_799_999_999 } = {},
) {
  const read = renditionAddress.parse(path);
  if (!read.success) throw new Error(read.problem);
  const now = new Date(seconds * 1_000);
  return verifyAddress(keys)({ address: read.address, widths, signature, now });
}

it.each(SIGNATURE_VECTORS)('accepts the MAC of OpenSSL for $signedPath', (vector) => {
  const { signedPath, secret, expires, mac } = vector;
  const keys = [{ id: 'k1', secret }];
  const path = signedPath.replace('*', '640');
  expect(verdict(path, `k1.${expires ?? ''}.${mac}`, { keys })).toBe('valid');
});

it('accepts a signature for every revision and every format', () => {
  for (const path of ['/hero', '/hero.webp', '.7/hero', '.7/hero.jpeg']) {
    expect(verdict(`${image}${path}`, hero)).toBe('valid');
  }
});

it('accepts a signature of width=* for the widths of the profile, and for no other', () => {
  const at = (what: string) => verdict(`${image}/${what}`, heroWidths);
  expect([at('hero,width=320'), at('hero,width=640.avif')]).toEqual(['valid', 'valid']);
  for (const what of ['hero', 'hero,width=641', 'thumb,width=640', 'width=640']) {
    expect(at(what)).toBe('invalid');
  }
});

it('does not take the width of a crop for that of the image', () => {
  // The MAC of `crop.width=*,flip=true`, which no client signs.
  expect(verdict(`${image}/crop.width=640,flip=true`, 'k1..55eltoHzVWbRFWj3o3mRh7')).toBe(
    'invalid',
  );
});

it('says of a signature that it has ended, from its end on, and only if it was valid', () => {
  expect(verdict(`${image}/hero`, hero, { seconds: 1_799_999_999.999 })).toBe('valid');
  expect(verdict(`${image}/hero`, hero, { seconds: 1_800_000_000 })).toBe('ended');
  expect(verdict(`${image}/thumb`, hero, { seconds: 1_800_000_000 })).toBe('invalid');
  const forever = 'k1..8rcjICyCTD-iolwubPCnhO';
  expect(verdict(`${image}/hero`, forever, { seconds: 99_999_999_999 })).toBe('valid');
});

it('accepts two keys at once, each under its own name', () => {
  const keys = [second, first];
  expect(verdict(`${image}/hero`, hero, { keys })).toBe('valid');
  expect(verdict(`${image}/hero`, hero.replace('k1', 'k2'), { keys })).toBe('invalid');
  expect(verdict(`${image}/hero`, hero, { keys: [second] })).toBe('invalid');
});

it.each([
  '',
  'k1',
  'k1..',
  'k1.1800000000.',
  hero.toLowerCase(),
  `${hero}=`,
  `${hero}A`,
  ` ${hero}`,
  `${hero}\n`,
  hero.slice(0, -1),
  hero.replace('1800000000', ''),
  hero.replace('1800000000', '1800000001'),
  hero.replace('1800000000', '01800000000'),
  hero.replace('1800000000', '+1800000000'),
  hero.replace('1800000000', '18e8'),
  hero.replace('_', '/'),
  hero.replace('k1', '__proto__'),
  `${'k'.repeat(17)}.${hero.slice(3)}`,
])('refuses the signature %j', (signature) => {
  expect(verdict(`${image}/hero`, signature)).toBe('invalid');
});

it('accepts no signed address of which anything was changed but its revision or its format', async () => {
  const signed = await signedAddresses();
  const paths = pathsBySignature(signed);
  for (const { text } of signed)
    expect([verdictOn(text), faultOf(text, paths)]).toEqual(['valid', undefined]);
  fc.assert(
    fc.property(changed(signed), (text) => {
      expect(faultOf(text, paths)).toBeUndefined();
    }),
    { seed: 7, numRuns: 3_000, endOnFailure: true },
  );
});
