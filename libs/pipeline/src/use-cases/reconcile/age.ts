import type { Clock } from '../../domain/ports.ts';

/** Time, and if it can be trusted. */
export interface AgeDeps {
  /** Tells the age of images. */
  readonly clock: Pick<Clock, 'now'>;
  /** Tells if the clock is right. As long as it is not, nothing counts as old. */
  readonly isClockTrusted: () => boolean;
}

/** Milliseconds after which nothing is on its way any more: more than every grant, upload, lease and retry takes. */
const REST = 24 * 60 * 60 * 1_000;

/** True for a time at least a day ago. */
export const isAtRest = ({ clock, isClockTrusted }: AgeDeps, since: Date): boolean =>
  clock.now().getTime() - since.getTime() > REST && isClockTrusted();

/** Time of the grant, from the UUIDv7 of the image. */
export const grantedAt = (id: string): Date =>
  new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
