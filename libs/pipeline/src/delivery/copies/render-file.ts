import { originalKey, type OriginalKey, type RenditionKey } from '@thumbing/config';
import { copyFor, type Copy } from '@thumbing/image-processor/copies';
import type { Recipe } from '@thumbing/image-processor/recipe';
import type { Clock } from '../../domain/ports.ts';
import type { Copies } from './copies.ts';
import {
  factsOf,
  makeCopy,
  nameOfCopy,
  readOriginal,
  requireOriginal,
  type CopySourceDeps,
  type OriginalFacts,
} from './copy-source.ts';
import { renderOne } from './render-one.ts';
import { sharedWork } from '../work/shared-work.ts';

/** Configuration and ports of `renderFile`. */
export interface RenderFileDeps extends CopySourceDeps {
  /** Read in the stead of originals, and made of them once. */
  readonly copies: Copies;
  /** Tells when the source is there. */
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** A file to make, of an image that is ready. */
export interface FileRequest {
  readonly key: RenditionKey;
  readonly recipe: Recipe;
  readonly original: OriginalFacts;
  /** Called when it can be made, before any work: a failure of it is one of the request. */
  readonly onSource: () => Promise<void>;
}

/** A file, and the time at which its source was there. */
export interface RenderedFile {
  readonly data: Uint8Array;
  /** Milliseconds of the monotonic clock. */
  readonly readAt: number;
}

/** A copy, and the end of keeping it. */
interface Source {
  readonly data: Uint8Array;
  readonly kept: Promise<void>;
}

/**
 * Renders one file of a stored image: from a copy of its original, where one is large enough. A copy that is not there is made, once
 * for all who need it at that time. Files and copies are rendered alone, so that their bytes depend on nothing that is asked
 * for beside them.
 */
export const renderFile = (deps: RenderFileDeps) => {
  const share = sharedWork<Source>(({ kept }) => kept);
  const madeCopy = (image: OriginalKey, copy: Copy, original: OriginalFacts) =>
    share(`${originalKey.format(image)}/${nameOfCopy(copy)}`, () =>
      makeCopy(deps, image, copy, original),
    ).result;
  const sourceOf = async (
    image: OriginalKey,
    copy: Copy | undefined,
    original: OriginalFacts,
    onSource: FileRequest['onSource'],
  ): Promise<Uint8Array> => {
    if (!copy) {
      const bytes = await readOriginal(deps, image);
      await onSource();
      return bytes;
    }
    const kept = await deps.copies.read(image, nameOfCopy(copy));
    if (!kept) await requireOriginal(deps, image);
    await onSource();
    return kept ?? (await madeCopy(image, copy, original)).data;
  };

  return async ({ key, recipe, original, onSource }: FileRequest): Promise<RenderedFile> => {
    const facts = factsOf(original);
    const copy = facts && copyFor(facts, recipe);
    const source = await sourceOf(key, copy, original, onSource);
    const readAt = deps.clock.monotonic();
    const data = await renderOne(deps, source, {
      accept: [copy?.format ?? original.format],
      recipe,
      format: key.format,
      ...(copy && { copyOf: original }),
    });
    return { data, readAt };
  };
};
