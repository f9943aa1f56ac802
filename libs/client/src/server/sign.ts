import { addressParts, addressProblem, type AddressParts } from '../address/address-problem.ts';
import { canonicalAddress } from '../address/canonical-address.ts';
import { ADDRESS_GRAMMAR } from '../address/grammar.ts';
import { signatureOf, type SignOptions } from './signature.ts';

/** Writes the address of one width, in the format of the pattern or in another. */
export type AddressOfWidth = (width: number, format?: string) => string;

/**
 * Signs an address: its path, with `?s=`. The signature is that of every revision and of every format, so these may be
 * replaced. Throws a `RangeError` that names the canonical path, where there is one, if the path is not canonical.
 */
export async function sign(path: string, options: SignOptions): Promise<string> {
  return `${path}?s=${await signatureOf(signedPathOf(canonical(path)), options)}`;
}

/**
 * Signs all widths of an address at once, such as those of a `srcset`. The pattern has `width=*`, as in
 * `hero,width=*.webp`. The pipeline accepts the signature for the widths that the profile lists, and for no other.
 */
export async function signWidths(pattern: string, options: SignOptions): Promise<AddressOfWidth> {
  if (pattern.split(ANY_WIDTH).length !== 2) {
    throw new RangeError(`${pattern} is not a pattern of widths: write width=* in it, once`);
  }
  const addressOf = (width: number) => canonical(pattern.replace(ANY_WIDTH, `width=${width}`));
  // The number stands once in the path: as a key, `width` does.
  const signedPath = signedPathOf(addressOf(1)).replace(/(?<=[/,])width=1(?=,|$)/, 'width=*');
  const signature = await signatureOf(signedPath, options);
  return (width, format) => {
    const path = addressOf(width);
    return `${format === undefined ? path : withFormat(path, format)}?s=${signature}`;
  };
}

const ANY_WIDTH = /(?<=[/,])width=\*(?=[,.]|$)/;

/** A path that is canonical. Throws if it is not. */
function canonical(path: string): string {
  const problem = addressProblem(path, ADDRESS_GRAMMAR);
  if (problem === undefined) return path;
  const instead = canonicalAddress(path, ADDRESS_GRAMMAR);
  const remedy = instead === undefined ? '' : `; write ${instead}`;
  throw new RangeError(`${path} is not the address of an image: ${problem}${remedy}`);
}

/** The path that is signed: without the revision and the extension. */
function signedPathOf(path: string): string {
  const { profile, id, what } = partsOf(path);
  return `/${profile}/${id}/${what}`;
}

function withFormat(path: string, format: string): string {
  const { profile, id, revision, what } = partsOf(path);
  return canonical(`/${profile}/${id}${revision === '' ? '' : `.${revision}`}/${what}.${format}`);
}

function partsOf(path: string): AddressParts {
  const parts = addressParts(path, ADDRESS_GRAMMAR);
  if (parts === undefined) throw new RangeError(`${path} is not the address of an image`);
  return parts;
}
