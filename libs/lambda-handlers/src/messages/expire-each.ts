import type { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { failureFields } from '../runtime/logger.ts';

export interface ExpireEachDeps {
  /** Ids of images whose grant has ended. */
  readonly ended: () => AsyncIterable<string>;
  readonly expire: (id: string) => Promise<void>;
  readonly logger: Pick<Logger, 'addContext' | 'error' | 'warn'>;
}

/** Milliseconds before Lambda's timeout that are left for the image in work. */
const RESERVE = 10_000;

/**
 * Expires one image after the other, until the function's time is nearly over: the next run continues. Throws in the end if any
 * failed, so that Lambda counts an error, which alarms watch.
 */
export const expireEach =
  ({ ended, expire, logger }: ExpireEachDeps) =>
  async (_event: unknown, context: Context): Promise<void> => {
    logger.addContext(context);
    let failed = 0;
    for await (const id of ended()) {
      if (context.getRemainingTimeInMillis() < RESERVE) {
        logger.warn('time is over; the next run continues');
        break;
      }
      try {
        await expire(id);
      } catch (error) {
        failed += 1;
        logger.error('image not expired', failureFields(error, id));
      }
    }
    if (failed > 0) {
      throw new Error(`${failed} images could not be expired; the errors are logged above`);
    }
  };
