/**
 * Header that the edge moves the signature `s` of an address to: it is no part of the address of what a cache keeps. The edge
 * drops one that a client sends.
 */
export const SIGNATURE_HEADER = 'x-thumbing-signature';
