import type { QuotaPolicy, ServiceLimit } from '@thumbing/pipeline';

/** Header fields about quotas, as https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ defines them. */
export const rateLimitHeaders = (limits: readonly ServiceLimit[]): Record<string, string> => ({
  'ratelimit-policy': limits.map(({ policy }) => policyItem(policy)).join(', '),
  ratelimit: limits
    .map(({ policy, remaining, resetSeconds }) => {
      const r = integer(remaining);
      return `"${policy.name}";r=${r};t=${resetSeconds}`;
    })
    .join(', '),
});

function policyItem({ name, limit, windowSeconds, unit }: QuotaPolicy): string {
  // The default unit.
  const qu = unit === 'requests' ? '' : `;qu="${unit}"`;
  return `"${name}";q=${integer(limit)};w=${windowSeconds}${qu}`;
}

/** An Integer of RFC 9651 has 15 digits at most. */
const integer = (value: number): number => Math.min(value, 999_999_999_999_999);
