import type { Logger } from '@aws-lambda-powertools/logger';
import type { OriginalKey } from '@thumbing/config';
import { originalsIn } from './messages/originals-in.ts';

/** How messages are read that tell of originals; what tells of another object is ignored, and logged. */
export const originalMessages = (logger: Pick<Logger, 'warn'>) => ({
  read: (body: string): OriginalKey[] =>
    originalsIn(body, () => logger.warn('an object that is no original was ignored')),
  imageOf: ({ id }: OriginalKey): string => id,
});
