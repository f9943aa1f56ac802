import { addressParts, addressProblem, type AddressParts } from '@thumbing/config';
import { answerOther, refuseUnsigned, takeSignature } from './answer-request.ts';
import type { EdgeData } from './edge-data.ts';
import type { EdgeResponse, ViewerRequest } from './edge-request.ts';
import { forward, ownOf } from './forward.ts';

/** The part of the runtime that signatures are verified with. */
export interface EdgeRuntime {
  /** Secrets by the names of keys: a store of CloudFront. */
  readonly keys: {
    readonly exists: (id: string) => Promise<boolean>;
    readonly get: (id: string) => Promise<string>;
  };
  /** The module `crypto`. */
  readonly crypto: {
    readonly createHmac: (algorithm: 'sha256', key: string) => EdgeHmac;
  };
  /** Milliseconds since 1970. */
  readonly now: number;
}
interface EdgeHmac {
  readonly update: (text: string) => EdgeHmac;
  readonly digest: (encoding: 'base64url') => string;
}

/*
 * CloudFront runs the source text of these functions, as it does that of `answer-request.ts`.
 */

/** Compares texts of the same length in a time that does not depend on them. */
export function isSame(a: string, b: string): boolean {
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

/** The texts of which a signature is one of an address: its own, and that of all widths if the profile lists its width. */
export function signedTexts(
  parts: AddressParts,
  expires: string,
  data: EdgeData,
): readonly string[] {
  const start = `thumbing1\n/${parts.profile}/${parts.id}/`;
  const text = `${start}${parts.what}\n${expires}`;
  const profile = ownOf(data.profiles, parts.profile);
  const width = /^(?:.*,)?width=(\d+)(?:,.*)?$/.exec(parts.what);
  if (width === null || profile === undefined || profile.w === undefined) return [text];
  if (profile.w.indexOf(Number(width[1])) === -1) return [text];
  const pattern = parts.what.replace(/(^|,)width=\d+/, '$1width=*');
  return [text, `${start}${pattern}\n${expires}`];
}

/** True if one of these texts has this MAC. */
export function hasMac(
  texts: readonly string[],
  mac: string,
  secret: string,
  runtime: EdgeRuntime,
): boolean {
  return texts.some((text) => {
    const hmac = runtime.crypto.createHmac('sha256', secret).update(text);
    return isSame(hmac.digest('base64url').slice(0, 22), mac);
  });
}

/** The reason why an address with a recipe is refused; `undefined` if it is signed. */
export async function faultOf(
  signature: string | undefined,
  parts: AddressParts,
  data: EdgeData,
  runtime: EdgeRuntime,
): Promise<string | undefined> {
  if (signature === undefined) return 'and this one has none';
  const match = /^([\w-]{1,16})\.([1-9]\d{0,10}|)\.([\w-]{22})$/.exec(signature);
  const invalid = 'and that of this one is not valid';
  if (match === null || !(await runtime.keys.exists(String(match[1])))) return invalid;
  const secret = await runtime.keys.get(String(match[1]));
  const expires = String(match[2]);
  const texts = signedTexts(parts, expires, data);
  if (!hasMac(texts, String(match[3]), secret, runtime)) return invalid;
  return expires === '' || runtime.now < Number(expires) * 1000
    ? undefined
    : 'and that of this one has ended';
}

/** Answers a request where profiles take recipes. */
export async function answerSigned(
  request: ViewerRequest,
  data: EdgeData,
  runtime: EdgeRuntime,
): Promise<ViewerRequest | EdgeResponse> {
  const signature = takeSignature(request);
  const other = answerOther(request, data);
  if (other !== undefined) return other;
  const parts = addressParts(request.uri, data.grammar);
  const problem = addressProblem(request.uri, data.grammar);
  if (parts !== undefined && problem === undefined && /^[^,]*=/.test(parts.what)) {
    const fault = await faultOf(signature, parts, data, runtime);
    if (fault !== undefined) return refuseUnsigned(fault);
    request.headers['x-thumbing-signature'] = { value: String(signature) };
  }
  return forward(request, problem, data);
}
