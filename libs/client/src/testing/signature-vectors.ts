/** A signature that every implementation computes alike. */
export interface SignatureVector {
  /** The path that is signed. */
  readonly signedPath: string;
  /** The secret of the key `k1`. */
  readonly secret: string;
  /** Seconds since 1970; absent where the signature never ends. */
  readonly expires?: number;
  /** The MAC, as the end of the signature has it. */
  readonly mac: string;
}

const IMAGE = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const SECRET = 'the secret of the tests, 32 bytes';

/**
 * Computed by OpenSSL: `printf 'thumbing1\n%s\n%s' "$signedPath" "$expires" | openssl dgst -sha256 -hmac "$secret"
 * -binary | basenc --base64url | cut -c1-22`.
 */
export const SIGNATURE_VECTORS: readonly SignatureVector[] = [
  { signedPath: `${IMAGE}/hero`, secret: SECRET, mac: '8rcjICyCTD-iolwubPCnhO' },
  {
    signedPath: `${IMAGE}/hero`,
    secret: SECRET,
    expires: 1_800_000_000,
    mac: 'jRS452_z0pB4Q2kjnHxm79',
  },
  { signedPath: `${IMAGE}/hero,width=640`, secret: SECRET, mac: 'tRpKnyTQXpj68pIpTBq8Gu' },
  {
    signedPath: `${IMAGE}/hero,width=*`,
    secret: SECRET,
    expires: 1_800_000_000,
    mac: 'hcTa0dUBIVbvFf29vGQpIg',
  },
  {
    signedPath: `${IMAGE}/width=*,height=480,fit=cover`,
    secret: SECRET,
    mac: 'tPVRhdNWktues9XJgTZlBg',
  },
  {
    signedPath: `${IMAGE}/caption.text=Wm_DqywgNTAl,webp.quality=80`,
    secret: 'Schlüssel, der in UTF-8 länger ist',
    expires: 1_800_000_000,
    mac: '3kkzbAKJzU1x8IUP_AMq00',
  },
];
