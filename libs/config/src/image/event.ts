import * as z from 'zod';
import { eventType } from './event-type.ts';
import { image } from './image.ts';

/**
 * An outcome of an image: a CloudEvents 1.0 event in JSON format. Events may arrive more than once and out of order;
 * copies of one event share their `id`.
 */
export const event = z.object({
  /** Version of CloudEvents. */
  specversion: z.literal('1.0'),
  /** `<image id>.<outcome>`: subscribers ignore an id that they know. */
  id: z.string(),
  /** URN of Thumbing, the same for every deployment. */
  source: z.literal('urn:thumbing:images'),
  /** Outcome that it announces. */
  type: eventType,
  /** Id of the image, a UUIDv7. */
  subject: z.uuidv7(),
  /** Time of the outcome, not of the delivery, in ISO 8601. */
  time: z.iso.datetime(),
  /** Media type of `data`. */
  datacontenttype: z.literal('application/json'),
  /** The image as the outcome leaves it. */
  data: z.object({
    /** Incremented by every change of `data` that could break a consumer. */
    version: z.literal(1),
    image,
  }),
});
/** An outcome of an image, as subscribers receive it. */
export interface Event extends z.output<typeof event> {}
