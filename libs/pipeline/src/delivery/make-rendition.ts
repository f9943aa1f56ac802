import { renditionKey, type OriginalKey, type RenditionKey } from '@thumbing/config';
import { renditionSize } from '@thumbing/image-processor/copies';
import { ImageError, RenderTimeoutError } from '@thumbing/image-processor/errors';
import type { Recipe } from '@thumbing/image-processor/recipe';
import type { ImageRecord } from '../domain/image-record.ts';
import type { Clock, ImageRecords, Renditions } from '../domain/ports.ts';
import { RequestError } from '../domain/request-error.ts';
import { isDeleted } from '../lifecycle/finish-deletion.ts';
import { takeRendition, type TakeRenditionDeps } from './budget.ts';
import { BusyError } from './work/busy-error.ts';
import { recipeAt, type AddressConfig } from './recipe-at.ts';
import { countedByImage } from './work/counted-by-image.ts';
import { renderFile, type RenderFileDeps } from './copies/render-file.ts';
import { UnreadyImageError } from './unready-image-error.ts';

/** Configuration and ports of `makeRendition`. */
export interface MakeRenditionDeps extends TakeRenditionDeps, RenderFileDeps {
  /** Recipes of variants, and limits of what is made. */
  readonly config: AddressConfig & TakeRenditionDeps['config'] & RenderFileDeps['config'];
  /** Tells if the image is ready, before the work and after it. */
  readonly records: Pick<ImageRecords, 'get'>;
  /** Keeps what was made, and tells how much an image has. */
  readonly renditions: Pick<Renditions, 'write' | 'stored' | 'removeAll'>;
  /** Gives the day, and the time that steps take. */
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
}

/** A rendition that was made for a request. */
export interface MadeRendition {
  /** The file. */
  readonly data: Uint8Array;
  /** Time that it took, in steps. */
  readonly durations: {
    /** Milliseconds until its source was read, or made. */
    readonly read: number;
    /** Milliseconds to make it from that. */
    readonly render: number;
  };
  /** Resolves once it is kept, or is known not to be. Never rejects. */
  readonly kept: Promise<void>;
}

/**
 * Makes a rendition that is in no store, and keeps it. Bytes depend on the original, the recipe and the format only. The caller
 * has checked the signature of an address that needs one.
 * Throws a `RequestError` for an address that leads to nothing, an `UnreadyImageError` for an image without renditions, an
 * `ImageError` if this rendition cannot be made of it, and a `QuotaExceededError` or a `BusyError` if enough was made.
 */
export const makeRendition = (deps: MakeRenditionDeps) => {
  const { config, clock } = deps;
  const inWork = countedByImage();
  const render = renderFile(deps);
  return async (key: RenditionKey): Promise<MadeRendition> => {
    const recipe = recipeAt(config, key);
    const { owner, original, renditions } = requireReady(key, await deps.records.get(key.id));
    const leave = inWork.enter(key);
    try {
      await requireRoom(deps, key, renditions.length, inWork.of(key));
      requireSmall(config.delivery, original, recipe);
      const started = clock.monotonic();
      const onSource = () => takeRendition(deps, owner);
      const { data, readAt } = await render({ key, recipe, original, onSource });
      const durations = { read: readAt - started, render: clock.monotonic() - readAt };
      // It may have been deleted meanwhile, and whoever deleted it must not see it again.
      requireReady(key, await deps.records.get(key.id));
      const kept = keep(deps, key, data).finally(leave);
      deps.inBackground?.(kept);
      return { data, durations, kept };
    } catch (error) {
      leave();
      if (!(error instanceof RenderTimeoutError)) throw error;
      throw new BusyError('the rendition took too long; try again', RETRY_AFTER);
    }
  };
};

/** Seconds after which a request is tried again that a busy machine did not finish. */
const RETRY_AFTER = 5;

/** The record of an image that is ready. */
type ReadyRecord = ImageRecord & { readonly original: NonNullable<ImageRecord['original']> };

/** Answers alike for an image of another profile and for none: the address leads to neither. */
function requireReady(key: RenditionKey, record: ImageRecord | undefined): ReadyRecord {
  if (record?.profile !== key.profile || key.revision !== undefined) {
    throw new RequestError('not-found', 'there is no such image');
  }
  if (isDeleted(record)) throw new RequestError('deleted', 'the image was deleted');
  const { status, original, renditions } = record;
  if (status !== 'ready') throw new UnreadyImageError(status, record.error);
  if (!original) throw new Error(`the record of image ${record.id} has no facts of its original`);
  // A rendition of the upload comes from the whole original: one that a request would make has other bytes.
  const isOfUpload = renditions.some(
    ({ variant, format }) =>
      renditionKey.format({ ...originalOf(key), variant, format }) === renditionKey.format(key),
  );
  if (isOfUpload) throw new RequestError('not-found', 'the rendition was made, and is lost');
  return { ...record, original };
}

const originalOf = ({ profile, id }: OriginalKey): OriginalKey => ({ profile, id });

/** Throws a `RequestError` if the image has as many renditions on request as it may have, with those in work. */
async function requireRoom(
  { config, renditions }: Pick<MakeRenditionDeps, 'config' | 'renditions'>,
  key: OriginalKey,
  atUpload: number,
  inWork: number,
): Promise<void> {
  const { perImage } = config.delivery;
  const onRequest = (await renditions.stored(key)).length - atUpload;
  if (onRequest + inWork <= perImage) return;
  throw new RequestError(
    'too-many-renditions',
    `the image has ${perImage} renditions on request, which is all that delivery.perImage allows; those that exist are served`,
  );
}

/** Throws an `ImageError` for a rendition that is larger than any may be. */
function requireSmall(
  { maxSide, maxPixels }: MakeRenditionDeps['config']['delivery'],
  original: ReadyRecord['original'],
  recipe: Recipe,
): void {
  const { width, height } = renditionSize(original, recipe);
  if (Math.max(width, height) <= maxSide && width * height <= maxPixels) return;
  throw new ImageError(
    'too-many-pixels',
    `the rendition would be ${width} x ${height}, and the limits are ${maxSide} pixels per side and ${maxPixels} in all; ask for a smaller one`,
  );
}

/** Keeps a rendition, unless its image is deleted meanwhile: whoever deletes it may have looked before it was written. */
async function keep(deps: MakeRenditionDeps, key: RenditionKey, data: Uint8Array): Promise<void> {
  try {
    await deps.renditions.write(key, data);
    const record = await deps.records.get(key.id);
    if (!record || isDeleted(record)) await deps.renditions.removeAll(key);
  } catch (error) {
    deps.onUnkept(error, renditionKey.format(key));
  }
}
