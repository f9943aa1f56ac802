import { event } from '@thumbing/config';
import type { Api } from '../api-env.ts';
import { cacheControl, SELDOM_CHANGES } from '../middleware/response-headers.ts';

const PATH = '/events.schema.json';

/** Unlike the schema of outputs, that of inputs allows unknown properties, which a later version may add. */
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
    const schema = {
      title: 'Thumbing event',
      description: 'An outcome of an image: a CloudEvents 1.0 event in JSON format.',
      ...event.toJSONSchema({ io: 'input' }),
    };
    return c.body(JSON.stringify(schema), 200, { 'content-type': 'application/schema+json' });
  });
}
