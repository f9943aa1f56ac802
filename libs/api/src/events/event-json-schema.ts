import { event } from '@thumbing/config';

/**
 * JSON Schema of events. Unlike the schema of outputs, that of inputs allows unknown properties, which a later version
 * may add.
 */
export const eventJsonSchema = (target: 'draft-2020-12' | 'draft-7'): object => ({
  title: 'Thumbing event',
  description: 'An outcome of an image: a CloudEvents 1.0 event in JSON format.',
  ...event.toJSONSchema({ io: 'input', target }),
});
