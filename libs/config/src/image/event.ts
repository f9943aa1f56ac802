import * as z from 'zod';
import { eventType } from './event-type.ts';
import { image } from './image.ts';

/**
 * What happened to an image: a CloudEvents 1.0 event in JSON format. It may arrive more than once and
 * out of order: the same happening always has the same `id`.
 */
export const event = z.object({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.literal('urn:thumbing:images'),
  type: eventType,
  /** The image's id. */
  subject: z.uuidv7(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  data: z.object({
    /** Grows by one when `data` changes in a way that could break a reader. */
    version: z.literal(1),
    image,
  }),
});
export type Event = z.output<typeof event>;
