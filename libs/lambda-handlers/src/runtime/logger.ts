import { Logger } from '@aws-lambda-powertools/logger';
import type { FunctionName } from '../bundles.ts';

/**
 * JSON lines for CloudWatch. Lines about one image carry its id as `correlation_id`, from the grant to the
 * webhooks. Tokens, URLs and file names are never logged.
 */
export const createLogger = (serviceName: FunctionName): Logger => new Logger({ serviceName });

/** Log fields that make a line searchable by the id of its image, if it is about one. */
export const imageFields = (image: string | undefined) =>
  image === undefined ? {} : { correlation_id: image };

/** Log fields of a failure. */
export const failureFields = (error: unknown, image?: string) => ({
  error: error instanceof Error ? error : new Error(String(error)),
  ...imageFields(image),
});
