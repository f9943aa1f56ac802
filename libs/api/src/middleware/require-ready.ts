import type { Clock } from '@thumbing/pipeline';
import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from '../api-env.ts';
import { problemResponse } from '../problems/problem.ts';

/** Returns a sentence about what is wrong, which callers see; throws if it cannot tell, for a reason that they do not see. */
export type ReadinessCheck = () => Promise<string | undefined>;

/** Checks of what requests need, by its name. */
export type ReadinessChecks = Readonly<Record<string, ReadinessCheck>>;

/** Dependencies of every check of readiness. */
export interface RequireReadyDeps {
  /** Ends the two seconds for which a result is kept. */
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Receives what a check throws; the response says only that it does not respond. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds for which a result is kept: anyone may ask for it, and checks write to the disk. */
export const KEPT = 2_000;

/** Seconds after which a client may try again. */
const RETRY_AFTER = 30;

/** Responds with 503 and what is wrong unless every check passes. */
export function requireReady(checks: ReadinessChecks, deps: RequireReadyDeps) {
  const check = keepFor(KEPT, deps.clock, () => failuresOf(checks, deps));
  return createMiddleware<ApiEnv>(async (c, next) => {
    const errors = await check();
    if (errors.length === 0) return next();
    c.header('retry-after', String(RETRY_AFTER));
    const detail = errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ');
    return problemResponse(c, 'not-ready', detail, { errors: [...errors] });
  });
}

interface Failure {
  readonly field: string;
  readonly detail: string;
}

async function failuresOf(
  checks: ReadinessChecks,
  { onError }: RequireReadyDeps,
): Promise<readonly Failure[]> {
  const failures = Object.entries(checks).map(async ([field, check]) => {
    try {
      const detail = await check();
      return detail === undefined ? [] : [{ field, detail }];
    } catch (error) {
      onError(error);
      return [{ field, detail: 'it does not respond' }];
    }
  });
  return (await Promise.all(failures)).flat();
}

/** Callers within `milliseconds` share one result. */
function keepFor<T>(
  milliseconds: number,
  clock: RequireReadyDeps['clock'],
  make: () => Promise<T>,
): () => Promise<T> {
  let kept: { readonly at: number; readonly result: Promise<T> } | undefined;
  return () => {
    const at = clock.monotonic();
    if (!kept || at - kept.at >= milliseconds) kept = { at, result: make() };
    return kept.result;
  };
}
