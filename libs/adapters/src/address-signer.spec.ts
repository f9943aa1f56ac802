import { SIGNATURE_VECTORS } from '@thumbing/client/testing';
import { renditionAddress } from '@thumbing/config';
import { addressSignatures } from './address-signatures.ts';
import { addressSigner } from './address-signer.ts';

const image = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const [first, second] = [
  { id: 'k1', secret: 'the secret of the tests, 32 bytes' },
  { id: 'k2', secret: 'another secret' },
];
const signer = (...keys: readonly (typeof first)[]) => addressSigner({ keys: async () => keys });

it.each(SIGNATURE_VECTORS)('gives $signedPath the MAC of OpenSSL', async (vector) => {
  const { signedPath, secret, expires, mac } = vector;
  const end = expires === undefined ? undefined : new Date(expires * 1_000);
  const signature = await signer({ id: 'k1', secret }).sign(signedPath, end);
  expect(signature).toBe(`k1.${expires ?? ''}.${mac}`);
});

it('signs with the first key, so that the second one may end', async () => {
  expect(await signer(first, second).sign(`${image}/width=9`)).toMatch(/^k1\.\./);
  expect(await signer(second, first).sign(`${image}/width=9`)).toMatch(/^k2\.\./);
});

it('fails without a key, and for what is no address', async () => {
  await expect(signer().sign(`${image}/width=9`)).rejects.toThrow('there is no key');
  await expect(signer(first).sign(`${image}/widht=9`)).rejects.toThrow('widht is unknown');
});

it('signs what is verified, in each width of the profile', async () => {
  const keys = async () => [first];
  const signatures = addressSignatures({ keys, clock: { now: () => new Date() } });
  const signature = await signer(first).sign(`${image}/width=*,fit=cover`);
  const statusOf = (width: number) => {
    const read = renditionAddress.parse(`${image}/width=${width},fit=cover.webp`);
    if (!read.success) throw new Error(read.problem);
    return signatures.verify(read.address, signature, [320, 640]);
  };
  expect([await statusOf(640), await statusOf(641)]).toEqual(['valid', 'invalid']);
});
