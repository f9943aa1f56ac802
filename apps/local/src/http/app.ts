import type { HttpBindings } from '@hono/node-server';
import { createDelivery, type DeliveryDeps } from '@thumbing/api/delivery';
import {
  countRefusals,
  createApi,
  responseHeaders,
  type ApiDeps,
  type RefusalEnv,
} from '@thumbing/api';
import { SECURITY_HEADERS } from '@thumbing/config';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { EXPOSED_HEADERS } from './assets/asset-headers.ts';
import type { IssuerRoutes } from './built-in-issuer.ts';
import { problemResponse } from './problem-response.ts';
import { uploads, type UploadsDeps } from './uploads.ts';

/** Paths of the routes that are services of their own on AWS, below the server's URL. */
export const PATHS = { uploads: '/uploads', assets: '/assets' };

export interface AppDeps {
  readonly api: ApiDeps;
  readonly uploads: UploadsDeps;
  readonly delivery: DeliveryDeps<{ Bindings: HttpBindings }>;
  /** Path of the public URL, which a reverse proxy strips. No trailing slash. @default none */
  readonly prefix?: string;
  /** Routes of the built-in issuer. Absent if `auth.issuer` is configured. */
  readonly tokens?: IssuerRoutes | undefined;
}

/** One server for several services on AWS: the API, upload storage, the CDN, and the token issuer. */
export function createApp({ api, uploads: uploadsDeps, delivery, prefix = '', tokens }: AppDeps) {
  const app = new Hono<RefusalEnv & { Bindings: HttpBindings }>();
  const origin = api.config.origins;

  app.use(countRefusals(api.metrics));
  app.use(responseHeaders(SECURITY_HEADERS.api));
  app.use(
    `${PATHS.uploads}/*`,
    cors({
      origin,
      allowMethods: ['PUT'],
      allowHeaders: ['content-type'],
      exposeHeaders: ['retry-after'],
      maxAge: 600,
    }),
  );
  app.route(PATHS.uploads, uploads(uploadsDeps));
  app.use(
    `${PATHS.assets}/*`,
    responseHeaders(SECURITY_HEADERS.assets),
    cors({ origin, allowMethods: ['GET'], exposeHeaders: EXPOSED_HEADERS, maxAge: 600 }),
  );
  app.route(PATHS.assets, createDelivery(delivery));
  if (tokens) app.route('/', tokens);

  const rest = createApi(api);
  app.all('*', (c) => rest.fetch(c.req.raw, { prefix }));
  app.onError((error, c) => {
    api.onError(error);
    return problemResponse(c, 500, 'internal', 'an internal error occurred; try again later');
  });
  return app;
}
