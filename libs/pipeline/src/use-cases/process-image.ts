import type { Config, OriginalKey } from '@thumbing/config';
import { ImageError, render, type ImageFacts, type RenderOptions } from '@thumbing/image-processor';
import { CONTENT_TYPES } from '@thumbing/image-processor/formats';
import { change } from '../domain/update-record.ts';
import { isDeleted } from '../lifecycle/finish-deletion.ts';
import { followUp, type FollowUpDeps } from '../lifecycle/reconcile.ts';
import { isSettled, type ImageRecord, type RenditionFacts } from '../domain/image-record.ts';
import type { Clock, ImageRecords, Originals, Renditions } from '../domain/ports.ts';
import { profileNamed } from '../domain/require-profile.ts';

export interface ProcessImageDeps extends FollowUpDeps {
  readonly config: Pick<Config, 'profiles' | 'limits'>;
  /** What recipes name; without it they can name nothing. */
  readonly materials?: Pick<RenderOptions, 'images' | 'fonts'>;
  readonly records: ImageRecords;
  readonly originals: Originals;
  readonly renditions: Renditions;
  readonly clock: Pick<Clock, 'now'>;
}

type Outcome = Pick<ImageRecord, 'renditions'> &
  Partial<Pick<ImageRecord, 'original' | 'placeholder' | 'error'>> & {
    readonly status: 'ready' | 'rejected';
  };

/**
 * Makes every rendition of an original that has arrived, and settles its image as ready or rejected.
 * May run twice, and twice at once: the end is the same. Whatever it throws is the world's failure:
 * try again later.
 */
export const processImage =
  (deps: ProcessImageDeps) =>
  async (key: OriginalKey): Promise<void> => {
    const { records, clock } = deps;
    const image = await change(records, key.id, (record) =>
      record.status === 'pending' && !record.deletedAt
        ? { ...record, status: 'processing' }
        : undefined,
    );
    if (!image || isDeleted(image) || isSettled(image)) return followUp(deps, key, image);

    const outcome = await makeRenditions(deps, key, image);
    const settled = await change(records, key.id, (record) =>
      record.deletedAt || isSettled(record)
        ? undefined
        : { ...record, ...outcome, settledAt: clock.now().toISOString() },
    );
    return followUp(deps, key, settled);
  };

async function makeRenditions(
  { config, materials, originals, renditions }: ProcessImageDeps,
  key: OriginalKey,
  image: ImageRecord,
): Promise<Outcome> {
  const { maxBytes, ...profile } = profileNamed(config, image.profile);
  const bytes = await originals.read(key);
  if (!bytes) throw new Error(`there is no original at ${key.profile}/${key.id}`);

  try {
    const rendered = await render(bytes, {
      ...profile,
      ...materials,
      limits: { ...config.limits, maxBytes },
    });
    const { original, placeholder } = rendered;
    if (CONTENT_TYPES[original.format] !== image.granted.contentType) {
      await rendered.renditions.return();
      return rejected(
        'wrong-type',
        `the upload was announced as ${image.granted.contentType} and is ${CONTENT_TYPES[original.format]}`,
      );
    }
    const made: RenditionFacts[] = [];
    for await (const { variant, format, width, height, data } of rendered.renditions) {
      await renditions.write({ ...key, variant, format }, data);
      made.push({ variant, format, width, height, bytes: data.length });
    }
    return {
      status: 'ready',
      original: factsOf(original),
      placeholder: await placeholder(),
      renditions: made,
    };
  } catch (error) {
    if (error instanceof ImageError) return rejected(error.code, error.message);
    throw error;
  }
}

const rejected = (code: string, detail: string): Outcome => ({
  status: 'rejected',
  renditions: [],
  error: { code, detail },
});

const factsOf = ({ format, width, height, bytes }: ImageFacts) => ({
  format,
  width,
  height,
  bytes,
});
