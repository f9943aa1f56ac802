import { OpenAPIHono } from '@hono/zod-openapi';
import { API_CORS, SECURITY_HEADERS, type Config } from '@thumbing/config';
import type {
  DeleteImageDeps,
  GetImageDeps,
  Identity,
  LatestRenditionDeps,
  ListImagesDeps,
  Metrics,
} from '@thumbing/pipeline';
import type { SignAddresses, SignImage } from '@thumbing/pipeline/delivery';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Api, ApiEnv } from './api-env.ts';
import { authenticate } from './middleware/authenticate.ts';
import { countRefusals } from './middleware/count-refusals.ts';
import { cacheControl, responseHeaders } from './middleware/response-headers.ts';
import { addOpenApi } from './openapi/document.ts';
import { bodyTooLarge, errorHandler, notFound } from './problems/error-handlers.ts';
import { invalidRequest } from './problems/invalid-request.ts';
import { addAsyncApi } from './routes/async-api.ts';
import { addDeleteImage } from './routes/delete-image.ts';
import { addEventSchema } from './routes/event-schema.ts';
import { addGetImage } from './routes/get-image.ts';
import { addGrantUpload, type GrantRouteDeps } from './routes/grant-upload.ts';
import { addHealth } from './routes/health.ts';
import { addLatest } from './routes/latest.ts';
import { addListImages } from './routes/list-images.ts';
import { addListProfiles } from './routes/list-profiles.ts';
import { addReady, type ReadyDeps } from './routes/ready.ts';
import { addSignAddresses } from './routes/sign-addresses.ts';

/** Dependencies of the use cases and of the HTTP surface itself. */
export type ApiDeps = GrantRouteDeps &
  GetImageDeps &
  ListImagesDeps &
  DeleteImageDeps &
  LatestRenditionDeps &
  ReadyDeps & {
    /** Profiles to offer and accept, quotas, and the origins that may call the API (CORS). */
    readonly config: Pick<Config, 'profiles' | 'quotas' | 'origins'>;
    /** Verifies tokens. Leave it out behind a gateway that does: it passes each request's owner as `c.env.owner`. */
    readonly identity?: Identity | undefined;
    /**
     * `signAddresses` of `@thumbing/pipeline/delivery`. Without it, there is no such route, and no schema of recipes to load.
     */
    readonly signAddresses?: SignAddresses | undefined;
    /** Signs the addresses in answers to the owner of an image. @default private profiles do not exist */
    readonly signImage?: SignImage | undefined;
    /** Counts responses with a problem. */
    readonly metrics: Pick<Metrics, 'count'>;
    /** Receives every unexpected error; responses never include its reason. */
    readonly onError: (error: unknown) => void;
    /** Receives the reason for refusing a token, which contains no part of it. */
    readonly onInvalidToken: (reason: string) => void;
  };

/** Maximum size of a request body, in bytes. Originals are uploaded to storage instead. */
const MAX_BODY = 16 * 1_024;

/** Creates the HTTP API: a function from `Request` to `Response`, for any server or for Lambda. */
export function createApi(deps: ApiDeps): Api {
  const api = new OpenAPIHono<ApiEnv>({ defaultHook: invalidRequest });

  api.use(countRefusals(deps.metrics));
  api.use(responseHeaders(SECURITY_HEADERS.api));
  api.use(
    cors({
      origin: deps.config.origins,
      allowMethods: [...API_CORS.methods],
      allowHeaders: [...API_CORS.headers],
      exposeHeaders: [...API_CORS.exposed],
      maxAge: API_CORS.maxAge,
    }),
  );
  api.use('/v1/*', cacheControl('private, no-store'), authenticate(deps));
  api.use('/v1/*', bodyLimit({ maxSize: MAX_BODY, onError: bodyTooLarge(MAX_BODY) }));

  addGrantUpload(api, deps);
  addListImages(api, deps);
  addGetImage(api, deps);
  addDeleteImage(api, deps);
  if (deps.signAddresses) addSignAddresses(api, deps.signAddresses);
  addListProfiles(api, deps);
  addLatest(api, deps);
  addHealth(api);
  addReady(api, deps);
  addOpenApi(api);
  addEventSchema(api);
  addAsyncApi(api);

  api.notFound(notFound(api));
  api.onError(errorHandler(deps.onError));
  return api;
}
