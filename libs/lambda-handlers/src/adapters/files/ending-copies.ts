import { RENDITIONS_BUCKET } from '@thumbing/config';
import type { Clock } from '@thumbing/pipeline';
import type { Copies } from '@thumbing/pipeline/delivery';

const DAY = 24 * 60 * 60 * 1_000;

/**
 * Copies of originals that S3 removes after these seconds, in whole days: it removes copies too, and one that it would
 * remove later than its original is not written. Both ends are rounded up to the same hour of a day.
 */
export const endingCopies = (
  copies: Copies,
  seconds: number | undefined,
  clock: Pick<Clock, 'now'>,
): Copies => {
  if (seconds === undefined) return copies;
  const days = Math.ceil((seconds * 1_000) / DAY);
  const ownDays = RENDITIONS_BUCKET.copyDays;
  return {
    ...copies,
    write: async (image, name, data) => {
      const outlives = clock.now().getTime() + ownDays * DAY > grantedAt(image.id) + days * DAY;
      if (!outlives) await copies.write(image, name, data);
    },
  };
};

/** The time of the grant, in milliseconds: no original is older. It is in the first 48 bits of a UUIDv7. */
const grantedAt = (id: string): number => parseInt(id.replaceAll('-', '').slice(0, 12), 16);
