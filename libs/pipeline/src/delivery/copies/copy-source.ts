import { originalKey, type OriginalKey } from '@thumbing/config';
import type { ImageFacts } from '@thumbing/image-processor';
import type { Copy } from '@thumbing/image-processor/copies';
import type { ImageRecord } from '../../domain/image-record.ts';
import type { Originals } from '../../domain/ports.ts';
import { RequestError } from '../../domain/request-error.ts';
import type { Copies } from './copies.ts';
import { renderOne, type RenderOneDeps } from './render-one.ts';

/** Ports of `readOriginal` and `makeCopy`. */
export interface CopySourceDeps extends RenderOneDeps {
  /** Copied, unless it is gone. */
  readonly originals: Pick<Originals, 'read' | 'exists' | 'remove'>;
  /** Keeps the copy. */
  readonly copies: Pick<Copies, 'write'>;
  /** Gets an error of keeping it: it is used all the same. */
  readonly onUnkept: (error: unknown, path: string) => void;
  /** Gets what goes on after a file is there, which never rejects. @default nobody waits for it */
  readonly inBackground?: (work: Promise<void>) => void;
}

/** Facts of an original, as its record has them. */
export type OriginalFacts = NonNullable<ImageRecord['original']>;

/** All facts of an original; `undefined` for an image of an earlier version, whose record lacks those that decide about copies. */
export function factsOf({ frames, alpha, ...facts }: OriginalFacts): ImageFacts | undefined {
  return frames === undefined || alpha === undefined ? undefined : { ...facts, frames, alpha };
}

/** The name of a copy, among those of its original. */
export const nameOfCopy = ({ side, format }: Copy): string => `${side}.${format}`;

/** Reads an original. Throws a `RequestError` if it is gone. */
export async function readOriginal(
  { originals }: Pick<CopySourceDeps, 'originals'>,
  image: OriginalKey,
): Promise<Uint8Array> {
  const bytes = await originals.read(image);
  if (bytes) return bytes;
  throw gone();
}

/** Throws a `RequestError` if an original is gone, without reading it. */
export async function requireOriginal(
  { originals }: Pick<CopySourceDeps, 'originals'>,
  image: OriginalKey,
): Promise<void> {
  if (!(await originals.exists(image))) throw gone();
}

const gone = (): RequestError =>
  new RequestError('deleted', 'the original is gone, and this rendition was not made before');

/** Makes a copy of an original, alone, so that it has the same bytes whenever it is made. It is kept in the background. */
export async function makeCopy(
  deps: CopySourceDeps,
  image: OriginalKey,
  copy: Copy,
  { format }: OriginalFacts,
): Promise<{ readonly data: Uint8Array; readonly kept: Promise<void> }> {
  const bytes = await readOriginal(deps, image);
  const data = await renderOne(deps, bytes, { ...copy, accept: [format] });
  const kept = keepCopy(deps, image, nameOfCopy(copy), data);
  deps.inBackground?.(kept);
  return { data, kept };
}

/** Keeps a copy, unless its original is removed meanwhile, with the copies that there were. Never rejects. */
async function keepCopy(
  { originals, copies, onUnkept }: CopySourceDeps,
  image: OriginalKey,
  name: string,
  data: Uint8Array,
): Promise<void> {
  try {
    await copies.write(image, name, data);
    if (!(await originals.exists(image))) await originals.remove(image);
  } catch (error) {
    onUnkept(error, `${originalKey.format(image)}/${name}`);
  }
}
