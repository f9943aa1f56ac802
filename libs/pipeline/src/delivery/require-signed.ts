import { findProfile, type Config, type RenditionAddress } from '@thumbing/config';
import { RequestError } from '../domain/request-error.ts';
import type { AddressSignatures } from './address-signatures.ts';

/** Configuration and ports of `requireSigned`. */
export interface RequireSignedDeps {
  /** Tells which addresses need a signature, and the widths that one with `width=*` is valid for. */
  readonly config: Pick<Config, 'profiles'>;
  /** Judges signatures. */
  readonly signatures: AddressSignatures;
}

/** Permission to see a rendition. */
export interface Permission {
  /** The time at which it ends; absent for a public rendition, which everyone may keep for ever. */
  readonly endsAt?: Date;
}

/**
 * Checks the signature `s` of an address that needs one: of every recipe in an address, since each of its uncountable values
 * would be work for whoever asks, and of everything in a private profile, where it must end. Throws a `RequestError` unless it
 * is valid: `ended-signature` for a private rendition whose signature was, otherwise `bad-signature`.
 */
export async function requireSigned(
  { config, signatures }: RequireSignedDeps,
  address: RenditionAddress,
  signature: string | undefined,
): Promise<Permission> {
  const profile = findProfile(config, address.profile);
  const isPrivate = profile?.access === 'private';
  if (!isPrivate && !('recipe' in address)) return {};
  const widths = profile?.onDemand.widths ?? [];
  const status =
    signature === undefined ? 'missing' : await signatures.verify(address, signature, widths);
  const endsAt = endOf(signature);
  if (status === 'valid' && !isPrivate) return {};
  if (status === 'valid' && endsAt) return { endsAt };
  if (status === 'ended' && isPrivate) {
    throw new RequestError(
      'ended-signature',
      'the signature in `s` has ended; ask for a new address',
    );
  }
  const what = isPrivate ? 'an address of this profile' : 'an address with a recipe';
  const fact = FACTS[status === 'valid' ? 'endless' : status];
  throw new RequestError('bad-signature', `${what} needs a signature in \`s\`, ${fact}`);
}

const FACTS = {
  missing: 'and this one has none',
  invalid: 'and that of this one is not valid',
  ended: 'and that of this one has ended',
  endless: 'and that of this one does not end',
} as const;

/** The end of a signature, `{key}.{seconds}.{mac}`; undefined for one that has none. */
function endOf(signature = ''): Date | undefined {
  const seconds = Number(signature.split('.')[1]);
  return seconds > 0 ? new Date(seconds * 1_000) : undefined;
}
