import type { Api } from '../api-env.ts';
import { asyncApiDocument } from '../events/async-api-document.ts';
import { cacheControl, SELDOM_CHANGES } from '../middleware/response-headers.ts';

const PATH = '/asyncapi.json';
const MEDIA_TYPE = 'application/vnd.aai.asyncapi+json;version=3.0.0';

/** `GET /asyncapi.json`: generated from the schemas of events and of the headers of webhooks. */
export function addAsyncApi(api: Api): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: PATH,
    operationId: 'asyncApi',
    tags: ['service'],
    summary: 'Describe the channels of events and their messages',
    description: 'AsyncAPI 3.0, generated from the schema that validates events.',
    security: [],
    responses: {
      200: {
        description: 'The document.',
        content: { [MEDIA_TYPE]: { schema: { type: 'object' } } },
      },
    },
  });
  api.get(PATH, cacheControl(SELDOM_CHANGES), (c) =>
    c.body(JSON.stringify(asyncApiDocument()), 200, {
      'content-type': MEDIA_TYPE,
    }),
  );
}
