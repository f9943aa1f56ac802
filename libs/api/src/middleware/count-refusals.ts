import type { Metrics } from '@thumbing/pipeline';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';

/** Variables of a request that `countRefusals` reads. */
export interface RefusalEnv {
  /** Facts about a request that its routes add. */
  Variables: {
    /** Code of the problem that the request is answered with. */
    problem?: string;
  };
}

/** Counts responses with a problem, by its status and code. */
export const countRefusals = (metrics: Pick<Metrics, 'count'>): MiddlewareHandler<RefusalEnv> =>
  createMiddleware<RefusalEnv>(async (c, next) => {
    await next();
    const code = c.get('problem');
    if (code !== undefined) metrics.count('refusals', { status: String(c.res.status), code });
  });
