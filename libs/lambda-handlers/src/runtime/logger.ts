import { Logger } from '@aws-lambda-powertools/logger';

/**
 * JSON lines for CloudWatch. What concerns one image carries its id as `correlation_id`, from the grant to
 * its webhooks. Never a token, URL or file name.
 */
export const createLogger = (serviceName: string): Logger => new Logger({ serviceName });

/** Has a line found by the id of its image, where it is about one. */
export const about = (image: string | undefined) =>
  image === undefined ? {} : { correlation_id: image };

/** What is logged of a failure. */
export const failure = (error: unknown, image?: string) => ({
  error: error instanceof Error ? error : new Error(String(error)),
  ...about(image),
});
