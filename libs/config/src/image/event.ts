import * as z from 'zod';
import { eventType } from './event-type.ts';
import { image } from './image.ts';

/**
 * An outcome of an image: a CloudEvents 1.0 event in JSON format. Events may arrive more than once and out of order;
 * copies of one event share their `id`.
 */
export const event = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.literal('urn:thumbing:images'),
  type: eventType,
  /** Id of the image. */
  subject: z.uuidv7(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  data: z.object({
    /** Incremented by every change of `data` that could break a consumer. */
    version: z.literal(1),
    image,
  }),
});
/** An outcome of an image, as subscribers receive it. */
export interface Event extends z.output<typeof event> {}
