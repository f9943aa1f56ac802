export type { AddressSignatures, SignatureStatus } from './address-signatures.ts';
export type { TakeRenditionDeps } from './budget.ts';
export { ImageError } from '@thumbing/image-processor/errors';
export { BusyError } from './work/busy-error.ts';
export type { Copies } from './copies/copies.ts';
export { copyAhead, type CopyAheadDeps } from './copies/copy-ahead.ts';
export type { CopySourceDeps } from './copies/copy-source.ts';
export { makeOnce, type MakeOnceDeps } from './make-once.ts';
export type { MadeRendition, MakeRenditionDeps } from './make-rendition.ts';
export { formatsAt, requireServed, type AddressConfig } from './recipe-at.ts';
export type { RenderFileDeps } from './copies/render-file.ts';
export { requireSigned, type Permission, type RequireSignedDeps } from './require-signed.ts';
export type { SharedWork } from './work/shared-work.ts';
export type { AddressSigner } from './signing/address-signer.ts';
export type { AskedRecipe } from './signing/asked-recipe.ts';
export { signImage, type SignImage, type SignImageDeps } from './signing/sign-image.ts';
export {
  signAddresses,
  type AddressesRequest,
  type SignAddresses,
  type SignAddressesDeps,
  type SignedAddress,
  type SignedAddresses,
} from './signing/sign-addresses.ts';
export type { TurnsOptions } from './work/turns.ts';
export { UnreadyImageError } from './unready-image-error.ts';
