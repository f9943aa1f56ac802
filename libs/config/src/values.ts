import { z } from 'zod';

/** A name of a profile or variant: it stands in keys and URLs. */
export const name = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62})$/, 'use lower-case letters, digits and hyphens, at most 63, starting with a letter or digit');

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** An origin as browsers send it: scheme, host, port; no path. */
export const origin = z.string().refine((text) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
}, "write an origin as 'https://app.example.com': a scheme and a host, no path and no slash at the end");

/** https, or http to this machine. */
export const httpsUrl = z.string().refine((text) => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}, 'write a URL that starts with https:// (http:// only to localhost)');
