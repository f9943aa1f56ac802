import { sign, signWidths } from '@thumbing/client/server';
import type { AddressSigner } from '@thumbing/pipeline/delivery';
import type { AddressSignaturesOptions } from './address-signatures.ts';

/** A signer that uses the first of the keys of this moment. */
export const addressSigner = ({ keys }: Pick<AddressSignaturesOptions, 'keys'>): AddressSigner => ({
  sign: async (path, expires) => {
    const [key] = await keys();
    if (!key) throw new Error('there is no key to sign addresses with');
    const options = { key, ...(expires && { expires }) };
    const signed = /[/,]width=\*/.test(path)
      ? (await signWidths(path, options))(1)
      : await sign(path, options);
    return signed.slice(signed.indexOf(SIGNATURE) + SIGNATURE.length);
  },
});

const SIGNATURE = '?s=';
