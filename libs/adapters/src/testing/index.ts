export { clientOf, put, type Client, type Granted, type RequestOptions } from './api-client.ts';
export { oidcIssuer, type Forgery, type OidcIssuer } from './oidc-issuer.ts';
export { receiver, type Receiver, type ReceiverOptions } from './receiver.ts';
export { serve, type Served } from './serve.ts';
export { TOKENS, type TokenCase } from './tokens.ts';
export { waitUntil } from './wait-until.ts';
