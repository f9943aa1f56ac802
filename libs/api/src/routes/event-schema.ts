import { event } from '@thumbing/config';
import type { Api } from '../api-env.ts';

/**
 * `GET /events.schema.json`: JSON Schema (draft 2020-12) of the events that webhooks and other subscribers receive. Unlike
 * the schema of outputs, that of inputs allows unknown properties, which a later version may add.
 */
export function addEventSchema(api: Api): void {
  api.get('/events.schema.json', (c) => {
    const schema = {
      title: 'Thumbing event',
      description: 'An outcome of an image: a CloudEvents 1.0 event in JSON format.',
      ...event.toJSONSchema({ io: 'input' }),
    };
    return c.body(JSON.stringify(schema), 200, { 'content-type': 'application/schema+json' });
  });
}
