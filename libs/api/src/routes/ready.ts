import { createRoute } from '@hono/zod-openapi';
import type { Clock } from '@thumbing/pipeline';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod';
import type { Api, ApiEnv } from '../api-env.ts';
import { cacheControl } from '../middleware/response-headers.ts';
import { problemResponses } from '../problems/problem-responses.ts';
import { problemResponse } from '../problems/problem.ts';

/** Returns a sentence about what is wrong, which callers see; throws if it cannot tell, for a reason that they do not see. */
export type ReadinessCheck = () => Promise<string | undefined>;

/** Dependencies of `GET /ready`. */
export interface ReadyDeps {
  /** Checks of what requests need, by its name. */
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** Ends the two seconds for which a result is kept. */
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Receives what a check throws; the response says only that it does not respond. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds for which a result is kept: the route is public, and its checks write to the disk. */
const KEPT = 2_000;

const route = createRoute({
  method: 'get',
  path: '/ready',
  operationId: 'ready',
  tags: ['service'],
  summary: 'Check that the service can do its work',
  description:
    'Readiness: send no requests to a service that is not ready. `errors` lists what is wrong. ' +
    `A result is at most ${KEPT / 1_000} seconds old.`,
  security: [],
  middleware: cacheControl('no-store'),
  responses: {
    200: {
      description: 'The service is ready.',
      content: { 'application/json': { schema: z.object({ status: z.literal('ready') }) } },
    },
    ...problemResponses('not-ready'),
  },
});

export function addReady(api: Api, deps: ReadyDeps): void {
  const check = keepFor(KEPT, deps.clock, () => failuresOf(deps));
  const requireReady = createMiddleware<ApiEnv>(async (c, next) => {
    const errors = await check();
    if (errors.length === 0) return next();
    const detail = errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ');
    return problemResponse(c, 'not-ready', detail, [...errors]);
  });
  api.use(route.path, requireReady);
  api.openapi(route, (c) => c.json({ status: 'ready' } as const, 200));
}

interface Failure {
  readonly field: string;
  readonly detail: string;
}

async function failuresOf({ readiness, onError }: ReadyDeps): Promise<readonly Failure[]> {
  const failures = Object.entries(readiness).map(async ([field, check]) => {
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
  clock: ReadyDeps['clock'],
  make: () => Promise<T>,
): () => Promise<T> {
  let kept: { readonly at: number; readonly result: Promise<T> } | undefined;
  return () => {
    const at = clock.monotonic();
    if (!kept || at - kept.at >= milliseconds) kept = { at, result: make() };
    return kept.result;
  };
}
