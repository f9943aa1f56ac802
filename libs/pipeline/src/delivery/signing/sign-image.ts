import { findProfile, originalKey, type Config, type Image } from '@thumbing/config';
import type { Clock } from '../../domain/ports.ts';
import type { AddressSigner } from './address-signer.ts';

/** Configuration and ports of `signImage`. */
export interface SignImageDeps {
  /** Tells which profiles are private. */
  readonly config: Pick<Config, 'profiles'>;
  /** Signs the addresses. */
  readonly signer: AddressSigner;
  /** Tells their end. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Adds signatures to the addresses of an image that need one. */
export type SignImage = (image: Image) => Promise<Image>;

const HOUR = 60 * 60 * 1_000;

/**
 * The end of signatures that are made now: in one or two hours, and the same for a whole hour, so that a page has the same addresses
 * when it is loaded again, and browsers find in their cache what they have.
 */
export const endOfSignatures = (now: Date): Date =>
  new Date((Math.floor(now.getTime() / HOUR) + 2) * HOUR);

/** Signs the addresses in an answer to the owner of a private image. Other images stay as they are. */
export const signImage =
  ({ config, signer, clock }: SignImageDeps): SignImage =>
  async (image) => {
    const isPrivate = findProfile(config, image.profile)?.access === 'private';
    if (!isPrivate || image.status !== 'ready') return image;
    const expires = endOfSignatures(clock.now());
    const path = `/${originalKey.format(image)}`;
    const signed = async (url: string, name: string): Promise<string> =>
      `${url}?s=${await signer.sign(`${path}/${name}`, expires)}`;
    const { renditions, variants = [] } = image;
    return {
      ...image,
      renditions: await Promise.all(
        renditions.map(async (each) => ({ ...each, url: await signed(each.url, each.variant) })),
      ),
      variants: await Promise.all(
        variants.map(async ({ widthUrl, ...each }) => ({
          ...each,
          url: await signed(each.url, each.variant),
          ...(widthUrl !== undefined && {
            widthUrl: await signed(widthUrl, `${each.variant},width=*`),
          }),
        })),
      ),
      expires: expires.toISOString(),
    };
  };
