import type { Logger } from '@aws-lambda-powertools/logger';
import { failedImage, type FailedImage, type ImageRecords } from '@thumbing/pipeline';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { failureFields, imageFields } from '../runtime/logger.ts';

export interface FailedImagesDeps {
  readonly records: Pick<ImageRecords, 'get'>;
  /** Ids of the images that were given up. */
  readonly waiting: () => AsyncIterable<string>;
  /** Returns the reason if an image cannot be processed again. */
  readonly redrive: (id: string) => Promise<string | undefined>;
  readonly logger: Pick<Logger, 'addContext' | 'error' | 'info'>;
}

/** Images of one answer, which may have 6 MB. */
const MOST = 1_000;

/** Milliseconds before Lambda's timeout that are left for the image in work. */
const RESERVE = 30_000;

const request = z.union([
  z.strictObject({ list: z.strictObject({}) }),
  z.strictObject({ show: z.string() }),
  z.strictObject({ redrive: z.union([z.literal('all'), z.array(z.string())]) }),
]);

const HELP =
  'the request is not understood: send {"list":{}}, {"show":"id"}, {"redrive":["id"]} or {"redrive":"all"}';

/** Answer to a request of an operator. */
export type FailedImagesAnswer =
  | {
      readonly images: readonly FailedImage[];
      /** True if there are more. */
      readonly more: boolean;
    }
  | FailedImage
  | {
      /** Ids of the images that wait to be processed again. */
      readonly redriven: readonly string[];
      /** Reasons for which others do not. */
      readonly refused: readonly string[];
      /** True if there are more: send the request again. */
      readonly more: boolean;
    };

/** Lists images that failed or took too long to render, or has them processed again, as an operator requests. */
export const failedImages =
  (deps: FailedImagesDeps) =>
  async (event: unknown, context: Context): Promise<FailedImagesAnswer> => {
    deps.logger.addContext(context);
    const { data } = request.safeParse(event);
    if (!data) throw new Error(HELP);
    if ('list' in data) return list(deps);
    if ('show' in data) return show(deps, data.show);
    const ids = data.redrive === 'all' ? deps.waiting() : data.redrive;
    return redriveEach(deps, ids, context);
  };

async function list({ records, waiting }: FailedImagesDeps) {
  const images: FailedImage[] = [];
  for await (const id of waiting()) {
    if (images.length === MOST) return { images, more: true };
    const record = await records.get(id);
    const image = record && failedImage(record);
    if (image) images.push(image);
  }
  return { images, more: false };
}

async function show({ records }: FailedImagesDeps, id: string): Promise<FailedImage> {
  const record = await records.get(id);
  const image = record && failedImage(record);
  if (image) return image;
  throw new Error(`image ${id} did not fail: {"list":{}} lists those that did`);
}

/** Does as much as is possible: what cannot be redriven holds up no other image. */
async function redriveEach(
  { redrive, logger }: FailedImagesDeps,
  ids: AsyncIterable<string> | Iterable<string>,
  context: Context,
) {
  const redriven: string[] = [];
  const refused: string[] = [];
  for await (const id of ids) {
    if (redriven.length === MOST) return { redriven, refused, more: true };
    if (context.getRemainingTimeInMillis() < RESERVE) return { redriven, refused, more: true };
    try {
      const refusal = await redrive(id);
      if (refusal !== undefined) refused.push(refusal);
      else redriven.push(id);
      if (refusal === undefined) logger.info('image sent to the inbox', imageFields(id));
    } catch (error) {
      logger.error('image not redriven', failureFields(error, id));
      refused.push(`image ${id} could not be redriven: see the log of failed-images`);
    }
  }
  return { redriven, refused, more: false };
}
