export { clientOf, put, type Asked, type Client, type Granted } from './api-client.ts';
export { oidcIssuer, type OidcIssuer } from './oidc-issuer.ts';
export { receiver, type Receiver, type ReceiverOptions } from './receiver.ts';
export { serve, type Served } from './serve.ts';
export { waitUntil } from './wait-until.ts';
