import type { RenditionAddress } from '@thumbing/config';

/** The judgment of a signature: `ended` for one that was valid until its time. */
export type SignatureStatus = 'valid' | 'invalid' | 'ended';

/** Permissions in addresses, which whoever holds a key gives. */
export interface AddressSignatures {
  /**
   * Judges the `s` of an address. A signature with `width=*` is valid for every one of `widths`, and each is valid for every
   * format and revision.
   */
  verify(
    address: RenditionAddress,
    signature: string,
    widths: readonly number[],
  ): Promise<SignatureStatus>;
}
