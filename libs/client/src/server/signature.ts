/** A key that signs addresses. */
export interface SigningKey {
  /** Its name in signatures: 1 to 16 letters, digits, `_` and `-`. */
  readonly id: string;
  /** The secret, of which the UTF-8 is the key of HMAC-SHA256. */
  readonly secret: string;
}

/** The key of a signature, and its end. */
export interface SignOptions {
  /** The key, which the configuration of the pipeline must have. */
  readonly key: SigningKey;
  /** Moment at which the signature ends, as a date or in whole seconds since 1970. It never ends without one. */
  readonly expires?: Date | number;
}

/** Year 5138. A number above it is one of milliseconds. */
const MAX_SECONDS = 99_999_999_999;

/** The signature of a signed path: `{key}.{seconds, or nothing}.{mac}`. */
export async function signatureOf(signedPath: string, options: SignOptions): Promise<string> {
  const { id, secret } = options.key;
  if (!/^[\w-]{1,16}$/.test(id)) {
    throw new RangeError(`the id of the key is '${id}': write 1 to 16 letters, digits, _ and -`);
  }
  if (secret === '') throw new RangeError('the secret of the key is empty');
  const expires = options.expires === undefined ? '' : String(secondsOf(options.expires));
  const mac = await hmac(secret, `thumbing1\n${signedPath}\n${expires}`);
  // 132 bits.
  return `${id}.${expires}.${mac.slice(0, 22)}`;
}

function secondsOf(expires: Date | number): number {
  const seconds = typeof expires === 'number' ? expires : Math.floor(expires.getTime() / 1_000);
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= MAX_SECONDS) return seconds;
  throw new RangeError(`expires is ${seconds}: write a date, or whole seconds since 1970`);
}

/** Base64url of an HMAC by WebCrypto, which Node, Deno, Bun, workers and browsers all have. */
async function hmac(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  const bytes = new Uint8Array(await subtle.sign('HMAC', key, encoder.encode(text)));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
