import * as z from 'zod';

/** A string that passes a test; anything else gets the remedy. */
const stringThat = (remedy: string, test: (text: string) => boolean) =>
  z.string(remedy).refine(test, remedy);

/** An origin as browsers send it: scheme, host and port, no path. */
export const origin = stringThat(
  "write an origin such as 'https://app.example.com': scheme and host in lowercase, no path, no trailing slash",
  (text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
  },
);

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** An https URL, or an http URL of this machine. URLs with credentials are refused: they end up in logs. */
export const httpsUrl = stringThat(
  'write an https:// URL without credentials (http:// is for localhost only)',
  (text) => {
    const url = URL.parse(text);
    if (url === null || url.username !== '' || url.password !== '') return false;
    return (
      url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname))
    );
  },
);
