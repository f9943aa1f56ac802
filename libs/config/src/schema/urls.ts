import * as z from 'zod';

const ORIGIN =
  "write an origin such as 'https://app.example.com': scheme and host in lowercase, no path, no trailing slash";

/** An origin as browsers send it: scheme, host and port, no path. It is compared as a whole. */
export const origin = z
  .string(ORIGIN)
  .refine((text) => !text.includes('*'), {
    error:
      "write every origin in full, such as 'https://app.example.com': wildcards are not supported",
    abort: true,
  })
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
  }, ORIGIN);

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** True for a URL that leads to the machine of whoever follows it. */
export function isLoopbackUrl(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return LOOPBACK.includes(host) || host.endsWith('.localhost') || /^127(?:\.\d+){3}$/.test(host);
}

const HTTPS = 'write an https:// URL without credentials (http:// is for localhost only)';

/** An https URL, or an http URL of this machine. URLs with credentials are refused: they end up in logs. */
export const httpsUrl = z.string(HTTPS).refine((text) => {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname));
}, HTTPS);
