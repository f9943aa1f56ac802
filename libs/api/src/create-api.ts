import { OpenAPIHono } from '@hono/zod-openapi';
import { API_CORS, type Config } from '@thumbing/config';
import type {
  DeleteImageDeps,
  GetImageDeps,
  GrantUploadDeps,
  Identity,
  LatestRenditionDeps,
  ListImagesDeps,
} from '@thumbing/pipeline';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import type { Api, ApiEnv } from './api-env.ts';
import { authenticate } from './middleware/authenticate.ts';
import { answerError, answerLongBody, answerNothing } from './problems/error-handlers.ts';
import { cacheControl, plainData } from './middleware/response-headers.ts';
import { invalidRequest } from './problems/invalid-request.ts';
import { addOpenApi } from './openapi/document.ts';
import { addDeleteImage } from './routes/delete-image.ts';
import { addGetImage } from './routes/get-image.ts';
import { addGrantUpload } from './routes/grant-upload.ts';
import { addHealth, type HealthDeps } from './routes/health.ts';
import { addLatest } from './routes/latest.ts';
import { addListImages } from './routes/list-images.ts';
import { addListProfiles } from './routes/list-profiles.ts';

/** The adapters behind the use cases, and what the HTTP surface itself needs. */
export type ApiDeps = GrantUploadDeps &
  GetImageDeps &
  ListImagesDeps &
  DeleteImageDeps &
  LatestRenditionDeps &
  HealthDeps & {
    readonly config: Pick<Config, 'profiles' | 'origins'>;
    readonly identity: Identity;
    /** Told of every failure of ours; callers learn nothing of it. */
    readonly onError: (error: unknown) => void;
  };

/** What a request may carry; originals go elsewhere. In bytes. */
const MAX_BODY = 16 * 1_024;

/** The HTTP surface of the pipeline: a function from `Request` to `Response`, for any server or Lambda. */
export function createApi(deps: ApiDeps): Api {
  const api = new OpenAPIHono<ApiEnv>({ defaultHook: invalidRequest });

  api.use(plainData);
  api.use(
    cors({
      origin: deps.config.origins,
      allowMethods: [...API_CORS.methods],
      allowHeaders: [...API_CORS.headers],
      exposeHeaders: [...API_CORS.exposed],
      maxAge: API_CORS.maxAge,
    }),
  );
  api.use('/v1/*', cacheControl('private, no-store'), authenticate(deps.identity, deps.onError));
  api.use('/v1/*', bodyLimit({ maxSize: MAX_BODY, onError: answerLongBody }));

  addGrantUpload(api, deps);
  addListImages(api, deps);
  addGetImage(api, deps);
  addDeleteImage(api, deps);
  addListProfiles(api, deps);
  addLatest(api, deps);
  addHealth(api, deps);
  addOpenApi(api);

  api.notFound(answerNothing(api));
  api.onError(answerError(deps.onError));
  return api;
}
