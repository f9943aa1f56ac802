import { createHash } from 'node:crypto';
import { defineConfig, recipesOf, type ConfigInput, type ErrorCode } from '@thumbing/config';
import { render } from '@thumbing/image-processor';
import { photo } from '@thumbing/image-processor/testing';

/** Small recipes, since storage and restarts are tested, not encoders, and a limit that one picture exceeds. */
export const CONFIG = {
  profiles: {
    avatar: {
      maxBytes: '100 kB',
      variants: {
        large: { resize: { width: 48, height: 48, fit: 'cover' } },
        thumb: { resize: { width: 16, height: 16, fit: 'cover' } },
      },
      formats: ['webp', 'jpeg'],
    },
  },
  limits: { maxPixels: 500_000 },
} satisfies ConfigInput;

/** SHA-256 of each rendition by its file name, such as `large.webp`. */
export type Renditions = ReadonlyMap<string, string>;

/** The end of an upload without faults: what a run with faults is compared with. */
export type Expected =
  | { readonly status: 'ready'; readonly renditions: Renditions }
  | { readonly status: 'rejected'; readonly code: ErrorCode }
  /** The request for a grant is refused. */
  | { readonly status: 'refused'; readonly code: string };

export interface Picture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Type that the upload states. */
  readonly contentType: string;
  readonly expected: Expected;
}

export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

const GOOD = [
  ['jpeg', 60, 40],
  ['jpeg', 320, 240],
  ['jpeg', 500, 700],
  ['png', 64, 64],
  ['png', 150, 90],
  ['webp', 200, 200],
  ['webp', 90, 400],
  ['avif', 120, 80],
] as const;

/** All pictures that are uploaded, by name. */
export async function makePictures(): Promise<ReadonlyMap<string, Picture>> {
  const pictures = new Map<string, Picture>();
  for (const [format, width, height] of GOOD) {
    const bytes = new Uint8Array(await photo({ width, height, format }));
    const expected = { status: 'ready', renditions: await renditionsOf(bytes) } as const;
    pictures.set(`${format} ${width}x${height}`, {
      bytes,
      contentType: `image/${format}`,
      expected,
    });
  }
  for (const [name, picture] of await badPictures()) pictures.set(name, picture);
  return pictures;
}

async function badPictures(): Promise<readonly (readonly [string, Picture])[]> {
  const whole = await photo({ width: 300, height: 200 });
  const bad = (bytes: Uint8Array, code: ErrorCode, contentType = 'image/jpeg'): Picture => ({
    bytes: new Uint8Array(bytes),
    contentType,
    expected: { status: 'rejected', code },
  });
  return [
    ['truncated', bad(whole.subarray(0, whole.length / 2), 'corrupt')],
    ['no image', bad(Buffer.from('dear diary, '.repeat(50)), 'unsupported-format')],
    ['too many pixels', bad(await photo({ width: 900, height: 600 }), 'too-many-pixels')],
    ['another type', bad(await photo({ width: 40, height: 40 }), 'wrong-type', 'image/png')],
    [
      'too many bytes',
      {
        bytes: new Uint8Array(100_001),
        contentType: 'image/jpeg',
        expected: { status: 'refused', code: 'too-large' },
      },
    ],
  ];
}

/** Renditions as the library makes them, in this process. */
async function renditionsOf(bytes: Uint8Array): Promise<Renditions> {
  const { profiles, limits } = defineConfig(CONFIG);
  const { avatar } = profiles;
  if (!avatar) throw new Error('the configuration has no profile avatar');
  const { accept, formats, maxBytes } = avatar;
  const { renditions } = await render(bytes, {
    accept,
    formats,
    variants: recipesOf(avatar),
    limits: { ...limits, maxBytes },
  });
  const hashes = new Map<string, string>();
  for await (const { variant, format, data } of renditions) {
    hashes.set(`${variant}.${format}`, hashOf(data));
  }
  return hashes;
}
