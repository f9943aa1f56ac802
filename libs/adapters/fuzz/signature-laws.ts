import { sign, signWidths } from '@thumbing/client/server';
import { renditionAddress } from '@thumbing/config';
import fc from 'fast-check';
import type { SignatureStatus } from '@thumbing/pipeline/delivery';
import { verifyAddress } from '../src/address-signatures.ts';

const IMAGE = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const KEYS = [
  { id: 'k1', secret: 'the secret of the tests, 32 bytes' },
  { id: 'K-2_x', secret: 'another secret of the tests, 32 bytes' },
];
const WIDTHS = [320, 640, 1280];
/** Seconds since 1970, at which the signatures that end do so. */
const END = 1_800_000_000;

const WHATS = ['hero', 'hero,width=640', 'width=640,height=480,fit=cover', 'gamma=1.5'];
const PATTERNS = ['hero,width=*', 'width=*', 'width=*,height=48', 'crop.width=9,width=*,fit=fill'];

/** A signed address. */
interface Signed {
  readonly text: string;
  /** The paths, without revision and extension, that its signature is for. */
  readonly paths: readonly string[];
}

const verify = verifyAddress(KEYS);

/** The verdict of a server on a path and its signature. */
export function verdictOn(text: string, seconds = END - 1): SignatureStatus | 'no address' {
  const [path = '', ...rest] = text.split('?s=');
  const read = renditionAddress.parse(path);
  if (!read.success) return 'no address';
  const now = new Date(seconds * 1_000);
  return verify({ address: read.address, widths: WIDTHS, signature: rest.join('?s='), now });
}

/** Addresses signed by each key, forever and until `END`, of both revisions, in a format or none. */
export async function signedAddresses(): Promise<Signed[]> {
  const signed: Signed[] = [];
  for (const key of KEYS) {
    for (const options of [{ key }, { key, expires: END }]) {
      for (const what of WHATS) {
        const paths = [`${IMAGE}/${what}`];
        signed.push({ text: await sign(`${IMAGE}/${what}`, options), paths });
        signed.push({ text: await sign(`${IMAGE}.12/${what}.webp`, options), paths });
      }
      for (const what of PATTERNS) {
        const paths = WIDTHS.map((width) => `${IMAGE}/${what.replace('*', String(width))}`);
        const at = await signWidths(`${IMAGE}.3/${what}.avif`, options);
        signed.push(...WIDTHS.map((width) => ({ text: at(width), paths })));
      }
    }
  }
  return signed;
}

const CHARACTERS = Array.from('0123456789abcdefzABZ-_.:,=*/?% \n').concat(
  'width=*',
  '320',
  '.webp',
  '.1',
);

/** A signed address with one thing changed: a character, the width, the variant, the signature of another. */
export const changed = (some: readonly Signed[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...some),
      fc.constantFrom(...some),
      fc.constantFrom('replaced', 'inserted', 'removed', 'width', 'variant', 'signature', 'path'),
      fc.nat(),
      fc.constantFrom(...CHARACTERS),
      fc.oneof(fc.constantFrom(...WIDTHS), fc.integer({ min: 1, max: 16_383 })),
    )
    .map(([{ text }, other, how, where, character, width]) => {
      const at = where % text.length;
      const [path = '', signature = ''] = text.split('?s=');
      const [otherPath = '', otherSignature = ''] = other.text.split('?s=');
      const results: Readonly<Record<typeof how, string>> = {
        replaced: text.slice(0, at) + character + text.slice(at + 1),
        inserted: text.slice(0, at) + character + text.slice(at),
        removed: text.slice(0, at) + text.slice(at + 1),
        width: text.replace(/(?<=[/,]width=)\d+/, String(width)),
        variant: text.replace('/hero', '/thumb'),
        signature: `${path}?s=${otherSignature}`,
        path: `${otherPath}?s=${signature}`,
      };
      return results[how];
    });

/**
 * The law of signatures: one passes for the paths that it was made for, whatever the revision and the format, and for
 * no other; and it passes only as it is. Returns a sentence if a changed address breaks it.
 */
export function faultOf(
  text: string,
  signatures: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const verdict = verdictOn(text);
  const [path = '', signature = ''] = text.split('?s=');
  const signed = path
    .replace(/(\/[^/]+\/[^/.]+)\.[1-9]\d*(?=\/)/, '$1')
    .replace(/\.(?:avif|webp|jpeg|png|gif)$/, '');
  const isMeant = (signatures.get(signature) ?? []).includes(signed);
  if (verdict === 'valid' && !isMeant) return `accepted: ${text}`;
  // A change can leave no address, such as one of a revision with too many digits.
  if (isMeant && verdict !== 'valid' && verdict !== 'no address') return `refused: ${text}`;
  return undefined;
}

/** The paths that each signature is for. */
export function pathsBySignature(some: readonly Signed[]): Map<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const { text, paths } of some) map.set(text.split('?s=')[1] ?? '', paths);
  return map;
}
