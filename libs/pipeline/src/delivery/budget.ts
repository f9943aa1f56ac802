import { formatDuration, type Config } from '@thumbing/config';
import type { Clock, Quotas, QuotaUse } from '../domain/ports.ts';
import { OutOfSpaceError } from '../domain/out-of-space-error.ts';
import { QuotaExceededError } from '../domain/quota-exceeded-error.ts';
import { BusyError } from './work/busy-error.ts';

/** Configuration and ports of `takeRendition`. */
export interface TakeRenditionDeps {
  /** Limits of a day. */
  readonly config: Pick<Config, 'delivery'>;
  /** Counts what is made. */
  readonly quotas: Quotas;
  /** Tells the day. */
  readonly clock: Pick<Clock, 'now'>;
}

const DAY = 24 * 60 * 60;

/** The sum of all owners, under the name of none. */
const ALL = '';

/**
 * Takes a rendition from what may be made today, of the images of this owner and in all. Throws a `QuotaExceededError`
 * where the owner's share does not suffice, and a `BusyError` where that of all owners does not. Where there is no space left
 * to count it, it is made all the same: a full disk keeps nothing of it, and cannot fill.
 */
export async function takeRendition(deps: TakeRenditionDeps, owner: string): Promise<void> {
  try {
    await takeCounted(deps, owner);
  } catch (error) {
    if (!(error instanceof OutOfSpaceError)) throw error;
  }
}

async function takeCounted(
  { config, quotas, clock }: TakeRenditionDeps,
  owner: string,
): Promise<void> {
  const { perOwner, perDay } = config.delivery;
  const now = clock.now().getTime() / 1_000;
  const ends = (Math.floor(now / DAY) + 1) * DAY;
  const resetSeconds = Math.ceil(ends - now);
  const use = (quota: string, limit: number): QuotaUse => ({
    quota,
    endsAt: new Date(ends * 1_000),
    amount: 1,
    limit,
  });
  const own = await quotas.take(owner, [use(PER_OWNER, perOwner)]);
  if (!own.taken) throw ownerExceeded(perOwner, resetSeconds);
  const all = await quotas.take(ALL, [use(PER_DAY, perDay)]);
  if (all.taken) return;
  throw new BusyError(
    `${perDay} renditions were made today, which is all that ${PER_DAY} allows; those that exist are served`,
    resetSeconds,
  );
}

const PER_OWNER = 'delivery.perOwner';
const PER_DAY = 'delivery.perDay';

function ownerExceeded(limit: number, resetSeconds: number): QuotaExceededError {
  const policy = { name: PER_OWNER, unit: 'requests', limit, windowSeconds: DAY } as const;
  const hours = Math.ceil(resetSeconds / 3_600) * 3_600;
  return new QuotaExceededError(
    `${limit} renditions of this owner's images were made today, which is all that ${PER_OWNER} allows; ` +
      `those that exist are served, and others are made in ${formatDuration(hours)}`,
    [{ policy, remaining: 0, resetSeconds }],
    resetSeconds,
    'too-many-renditions',
  );
}
