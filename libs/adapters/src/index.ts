export { readAccessToken, type AccessToken } from './access-token.ts';
export {
  addressSignatures,
  type AddressKey,
  type AddressSignaturesOptions,
} from './address-signatures.ts';
export { addressSigner } from './address-signer.ts';
export {
  deliverWebhook,
  type DeliverWebhookDeps,
  type DeliverWebhookOptions,
} from './deliver-webhook.ts';
export { keysOfIssuer } from './issuer-keys.ts';
export { systemClock } from './system-clock.ts';
export { tokenIdentity, type TokenIdentity, type TokenIdentityOptions } from './token-identity.ts';
