import type { Api } from '../api-env.ts';
import { eventJsonSchema } from '../events/event-json-schema.ts';
import { cacheControl, SELDOM_CHANGES } from '../middleware/response-headers.ts';

const PATH = '/events.schema.json';

/** `GET /events.schema.json`: generated from the schema that validates events. */
export function addEventSchema(api: Api): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: PATH,
    operationId: 'eventSchema',
    tags: ['service'],
    summary: 'Describe the events that subscribers receive',
    description: 'JSON Schema, draft 2020-12, generated from the schema that validates them.',
    security: [],
    responses: {
      200: {
        description: 'The schema.',
        content: { 'application/schema+json': { schema: { type: 'object' } } },
      },
    },
  });
  api.get(PATH, cacheControl(SELDOM_CHANGES), (c) => {
    const schema = eventJsonSchema('draft-2020-12');
    return c.body(JSON.stringify(schema), 200, { 'content-type': 'application/schema+json' });
  });
}
