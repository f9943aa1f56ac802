import * as z from 'zod/mini';
import type { Config } from '../schema/config.ts';
import { environment } from './environment.ts';
import { settings } from './settings.ts';
import { storage } from './storage.ts';

/** The settings that the function receives. */
export type MakeRenditionSettings = Pick<
  Config,
  'profiles' | 'limits' | 'delivery' | 'retention' | 'images' | 'fonts'
>;

/** Environment of the function that makes renditions on request. */
export const makeRenditionEnvironment = environment({
  /** Name of the DynamoDB table of image records. */
  RECORDS_TABLE: storage.RECORDS_TABLE,
  /** Name of the S3 bucket of originals. */
  ORIGINALS_BUCKET: storage.ORIGINALS_BUCKET,
  /** Name of the S3 bucket of renditions, and of copies of originals. */
  RENDITIONS_BUCKET: storage.RENDITIONS_BUCKET,
  /** Secrets Manager secret that holds the keys of signed addresses. Empty if no profile lets an address have a recipe. */
  ADDRESS_KEYS_ARN: z.string('is missing'),
  /** Paths in `images` and `fonts` are those inside the function. */
  CONFIG: settings('profiles', 'limits', 'delivery', 'retention', 'images', 'fonts'),
});
