import type { HttpBindings } from '@hono/node-server';
import { createApi, type ApiDeps } from '@thumbing/api';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { delivery } from './assets.ts';
import { refuse } from './problem-response.ts';
import { uploads, type UploadsDeps } from './uploads.ts';

/** Where the routes that AWS has services for are, below the server's URL. */
export const PATHS = { uploads: '/uploads', assets: '/assets' };

export interface AppDeps {
  readonly api: ApiDeps;
  readonly uploads: UploadsDeps;
  readonly renditionsFolder: string;
  /** The path of the server's URL, where a proxy in front of it takes one off; without a slash at the end. */
  readonly prefix?: string;
  /** The built-in issuer's; absent when `auth.issuer` is configured. */
  readonly tokens?: Hono | undefined;
}

/** One server for what are several services on AWS: the API, upload storage, delivery, tokens. */
export function createApp({
  api,
  uploads: upload,
  renditionsFolder,
  prefix = '',
  tokens,
}: AppDeps) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const origin = api.config.origins;

  app.use(
    `${PATHS.uploads}/*`,
    cors({ origin, allowMethods: ['PUT'], allowHeaders: ['content-type'], maxAge: 600 }),
  );
  app.route(PATHS.uploads, uploads(upload));
  app.use(
    `${PATHS.assets}/*`,
    cors({ origin, allowMethods: ['GET'], exposeHeaders: ['etag'], maxAge: 600 }),
  );
  app.route(PATHS.assets, delivery(renditionsFolder));
  if (tokens) app.route('/', tokens);

  const rest = createApi(api);
  app.all('*', (c) => rest.fetch(c.req.raw, { prefix }));
  app.onError((error, c) => {
    api.onError(error);
    return refuse(c, 500, 'internal', 'something went wrong on our side; try again later');
  });
  return app;
}
