import { signedPathOf, type RenditionAddress } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import type { AddressSignatures, SignatureStatus } from '@thumbing/pipeline/delivery';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A key that signatures of addresses may be made with. */
export interface AddressKey {
  /** Its name in signatures. */
  readonly id: string;
  /** The secret, of which the UTF-8 is the key of HMAC-SHA256. */
  readonly secret: string;
}

/** A request for an image by a signed address. */
export interface SignedRequest {
  /** The address that is asked for. */
  readonly address: RenditionAddress;
  /** The widths that a signature of `width=*` is for: those that the profile lists. */
  readonly widths: readonly number[];
  /** The value of `s`: `{key}.{seconds, or nothing}.{mac}`. */
  readonly signature: string;
  /** The time. */
  readonly now: Date;
}

/** `{key}.{seconds, or nothing}.{mac}`: 22 characters of base64url are 132 bits. */
const SIGNATURE = /^([\w-]{1,16})\.([1-9]\d{0,10}|)\.([\w-]{22})$/;

/** Keys and time of signatures. */
export interface AddressSignaturesOptions {
  /** Keys that are valid now: with two of them, one can replace the other in time. */
  readonly keys: () => Promise<readonly AddressKey[]>;
  /** Tells which signatures have ended. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Signatures that are made with one of the keys of this moment. */
export const addressSignatures = ({
  keys,
  clock,
}: AddressSignaturesOptions): AddressSignatures => ({
  verify: async (address, signature, widths) =>
    verifyAddress(await keys())({ address, widths, signature, now: clock.now() }),
});

/** Verifies signatures that were made with one of these keys. */
export const verifyAddress =
  (keys: readonly AddressKey[]) =>
  ({ address, widths, signature, now }: SignedRequest): SignatureStatus => {
    const [, id, expires = '', mac = ''] = SIGNATURE.exec(signature) ?? [];
    const key = keys.find((each) => each.id === id);
    if (key === undefined) return 'invalid';
    const macs = signedPaths(address, widths).map((path) => macOf(path, expires, key));
    if (!macs.some((each) => timingSafeEqual(Buffer.from(each), Buffer.from(mac))))
      return 'invalid';
    return expires === '' || now.getTime() < Number(expires) * 1_000 ? 'valid' : 'ended';
  };

/** The paths of which a signature is one of an address: its own, and that of all widths of the profile. */
function signedPaths(address: RenditionAddress, widths: readonly number[]): string[] {
  const path = signedPathOf(address);
  // Keys follow a comma or begin the recipe, so that `crop.width` is none.
  const [, before, width, after = ''] = /^(.*[/,]width=)(\d+)(,.*)?$/.exec(path) ?? [];
  if (before === undefined || !widths.includes(Number(width))) return [path];
  return [path, `${before}*${after}`];
}

const macOf = (path: string, expires: string, { secret }: AddressKey): string =>
  createHmac('sha256', secret)
    .update(`thumbing1\n${path}\n${expires}`)
    .digest('base64url')
    .slice(0, 22);
