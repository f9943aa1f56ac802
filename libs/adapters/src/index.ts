export { deliverWebhook, type DeliverWebhookDeps } from './deliver-webhook.ts';
export { keysOfIssuer } from './issuer-keys.ts';
export { systemClock } from './system-clock.ts';
export { tokenIdentity, type TokenIdentityOptions } from './token-identity.ts';
