import { recipesOf, type Config, type ErrorCode, type OriginalKey } from '@thumbing/config';
import type { Rendered, Rendition, RenderOptions } from '@thumbing/image-processor';
import { ImageError } from '@thumbing/image-processor/errors';
import { FORMATS } from '@thumbing/image-processor/formats';
import { isSettled, type ImageRecord, type RenditionFacts } from '../domain/image-record.ts';
import type { Clock, ImageRecords, Originals, Renditions } from '../domain/ports.ts';
import { requireProfile } from '../domain/require-profile.ts';
import { updateRecord } from '../domain/update-record.ts';
import { isDeleted } from '../lifecycle/finish-deletion.ts';
import { followRecord, type FollowRecordDeps } from '../lifecycle/follow-record.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { timed } from '../metrics/timed.ts';

/** Configuration and ports of `processImage`. */
export interface ProcessImageDeps extends FollowRecordDeps {
  /** `render` of `@thumbing/image-processor`, or that of a pool. */
  readonly render: (bytes: Uint8Array, options: RenderOptions) => Promise<Rendered>;
  /** Recipes of the variants, and limits on the original. */
  readonly config: Pick<Config, 'profiles' | 'limits'>;
  /** Images and fonts that recipes name. @default none */
  readonly materials?: Pick<RenderOptions, 'images' | 'fonts'>;
  /** Claims the record, then settles it. */
  readonly records: ImageRecords;
  /** Reads the original, and removes one that is rejected or deleted. */
  readonly originals: Pick<Originals, 'read' | 'remove'>;
  /** Stores each rendition as it is made, and removes those of an image that is not ready. */
  readonly renditions: Renditions;
  /** Gives the time of settling, and that which a render takes. */
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Gets the time of each render. */
  readonly metrics: Metrics;
}

/** A signal to end the work early. */
export interface ProcessImageOptions {
  /** Ends the work: the use case rejects with the signal's reason, and settles nothing. */
  readonly signal?: AbortSignal | undefined;
}

/** Fields of the record that processing decides. */
type Settlement = Pick<ImageRecord, 'renditions'> &
  Partial<Pick<ImageRecord, 'original' | 'placeholder' | 'error'>> & {
    readonly status: 'ready' | 'rejected';
  };

/**
 * Makes the renditions that a picture has from its upload on, and settles its image as ready or rejected. Idempotent,
 * also when it runs twice at the same time. Throws only for failures of the system: try again later.
 */
export const processImage =
  (deps: ProcessImageDeps) =>
  async (key: OriginalKey, { signal }: ProcessImageOptions = {}): Promise<void> => {
    const { records, clock } = deps;
    signal?.throwIfAborted();
    const image = await updateRecord(records, key.id, (record) =>
      record.status === 'pending' && !record.deletedAt
        ? { ...record, status: 'processing' }
        : undefined,
    );
    if (!image || isDeleted(image) || isSettled(image)) return followRecord(deps, key, image);

    const settlement = await timed(deps, 'render', () => makeRenditions(deps, key, image, signal));
    signal?.throwIfAborted();
    const settled = await updateRecord(records, key.id, (record) =>
      record.deletedAt || isSettled(record)
        ? undefined
        : { ...record, ...settlement, settledAt: clock.now().toISOString() },
    );
    return followRecord(deps, key, settled);
  };

async function makeRenditions(
  { config, materials, originals, render, renditions }: ProcessImageDeps,
  key: OriginalKey,
  image: ImageRecord,
  signal: AbortSignal | undefined,
): Promise<Settlement> {
  const { accept, formats, maxBytes, ...profile } = requireProfile(config, image.profile);
  const bytes = await originals.read(key);
  if (!bytes) throw new Error(`there is no original at ${key.profile}/${key.id}`);

  try {
    const rendered = await render(bytes, {
      accept,
      formats,
      variants: recipesOf(profile, 'upload'),
      ...materials,
      limits: { ...config.limits, maxBytes },
      ...(signal && { signal }),
    });
    const { original, placeholder } = rendered;
    const contentType = FORMATS[original.format].contentType;
    if (contentType !== image.granted.contentType) {
      await rendered.renditions.return();
      const detail = `the upload was granted as ${image.granted.contentType}, but is ${contentType}`;
      return rejected('wrong-type', detail);
    }
    return {
      status: 'ready',
      original,
      renditions: await writeAll(renditions, key, rendered.renditions, signal),
      placeholder: await placeholder(),
    };
  } catch (error) {
    if (error instanceof ImageError) return rejected(error.code, error.message);
    throw error;
  }
}

/** Writes each rendition while the next one is made. Settles when nothing is being written any more. */
async function writeAll(
  { write }: Pick<Renditions, 'write'>,
  key: OriginalKey,
  made: AsyncIterable<Rendition>,
  signal: AbortSignal | undefined,
): Promise<readonly RenditionFacts[]> {
  const facts: RenditionFacts[] = [];
  let writing = Promise.resolve();
  // A failure is met by whoever waits for it next.
  const written = () => writing.catch(() => undefined);
  try {
    for await (const { variant, format, width, height, data } of made) {
      await writing;
      signal?.throwIfAborted();
      writing = write({ ...key, variant, format }, data);
      void written();
      facts.push({ variant, format, width, height, bytes: data.length });
    }
  } finally {
    await written();
  }
  await writing;
  return facts;
}

const rejected = (code: ErrorCode, detail: string): Settlement => ({
  status: 'rejected',
  renditions: [],
  error: { code, detail },
});
