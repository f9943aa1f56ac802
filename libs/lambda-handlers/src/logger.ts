import { Logger } from '@aws-lambda-powertools/logger';

/**
 * JSON lines for CloudWatch. What concerns one image carries its id as `correlation_id`, from the grant to
 * its webhooks. Never a token, URL or file name.
 */
export const createLogger = (serviceName: string): Logger => new Logger({ serviceName });

/** What is logged of a failure. */
export const failure = (error: unknown, correlation_id?: string) => ({
  error: error instanceof Error ? error : new Error(String(error)),
  ...(correlation_id !== undefined && { correlation_id }),
});
