import * as z from 'zod';

export const EVENT_TYPES = [
  'thumbing.image.ready',
  'thumbing.image.rejected',
  'thumbing.image.failed',
  'thumbing.image.deleted',
] as const;
export const eventType = z.enum(EVENT_TYPES);
export type EventType = z.output<typeof eventType>;
