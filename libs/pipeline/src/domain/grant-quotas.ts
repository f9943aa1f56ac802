import { formatBytes, formatDuration, type Config } from '@thumbing/config';
import type { Clock, Quotas } from './ports.ts';
import { QuotaExceededError, type QuotaPolicy, type ServiceLimit } from './quota-exceeded-error.ts';

/** Configuration and ports of `takeGrantQuotas`. */
export interface GrantQuotasDeps {
  /** Limits of the quotas. */
  readonly config: Pick<Config, 'quotas'>;
  /** Counts what each owner uses. */
  readonly quotas: Quotas;
  /** Tells the windows. */
  readonly clock: Pick<Clock, 'now'>;
}

const DAY = 24 * 60 * 60;

/** Quotas of grants, without their limits. */
const WINDOWS = [
  { name: 'grantsPer5Minutes', unit: 'requests', windowSeconds: 5 * 60 },
  { name: 'grantsPerDay', unit: 'requests', windowSeconds: DAY },
  { name: 'bytesPerDay', unit: 'content-bytes', windowSeconds: DAY },
] as const satisfies readonly Omit<QuotaPolicy, 'limit'>[];

/**
 * Takes a grant of this many bytes from the quotas of its owner, and returns what is left of them. Throws a
 * `QuotaExceededError`, and takes nothing, where one of them does not suffice.
 */
export async function takeGrantQuotas(
  { config, quotas, clock }: GrantQuotasDeps,
  owner: string,
  bytes: number,
): Promise<readonly ServiceLimit[]> {
  const now = clock.now().getTime() / 1_000;
  const windows = WINDOWS.map((window) => ({
    policy: { ...window, limit: config.quotas[window.name] },
    ends: (Math.floor(now / window.windowSeconds) + 1) * window.windowSeconds,
  }));
  const { taken, used } = await quotas.take(
    owner,
    windows.map(({ policy, ends }) => ({
      quota: policy.name,
      endsAt: new Date(ends * 1_000),
      amount: amountOf(policy, bytes),
      limit: policy.limit,
    })),
  );
  const limits = windows.map(({ policy, ends }, index) => ({
    policy,
    remaining: Math.max(0, policy.limit - (used[index] ?? 0)),
    resetSeconds: Math.ceil(ends - now),
  }));
  if (taken) return limits;
  throw quotaExceeded(limits, bytes);
}

const amountOf = ({ unit }: QuotaPolicy, bytes: number): number =>
  unit === 'requests' ? 1 : bytes;

/** Error about the quota that does not suffice: of several, about that with the longest wait. */
function quotaExceeded(limits: readonly ServiceLimit[], bytes: number): QuotaExceededError {
  const [longest] = limits
    .filter(({ policy, remaining }) => remaining < amountOf(policy, bytes))
    .sort((a, b) => b.resetSeconds - a.resetSeconds);
  if (!longest) throw new Error('a quota was refused, although none of them is exceeded');
  const { policy, remaining, resetSeconds } = longest;
  const format = policy.unit === 'requests' ? String : formatBytes;
  return new QuotaExceededError(
    `your quota ${policy.name} has ${format(remaining)} of ${format(policy.limit)} left, and this upload ` +
      `needs ${format(amountOf(policy, bytes))}; try again in ${formatDuration(toReadable(resetSeconds))}`,
    limits,
    resetSeconds,
  );
}

/** Seconds, rounded up to minutes or hours where more than two of them are left. */
function toReadable(seconds: number): number {
  const unit = [3_600, 60].find((unit) => seconds > 2 * unit) ?? 1;
  return Math.ceil(seconds / unit) * unit;
}
