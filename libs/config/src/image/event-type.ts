import * as z from 'zod';

/** Types of events: one for each outcome of an image. */
export const EVENT_TYPES = [
  'thumbing.image.ready',
  'thumbing.image.rejected',
  'thumbing.image.failed',
  'thumbing.image.expired',
  'thumbing.image.deleted',
] as const;
/** Schema of one of `EVENT_TYPES`. */
export const eventType = z.enum(EVENT_TYPES);
/** The outcome that an event announces. */
export type EventType = z.output<typeof eventType>;

/** A type of events, as subscribers know it. */
export interface EventDescription {
  /** True if it ends an image, which is then settled or deleted. */
  readonly final: boolean;
  /** Its meaning to subscribers, in Markdown: `docs/events.md` is generated from it. */
  readonly meaning: string;
}

/** Every type, in the order of `EVENT_TYPES`. */
export const EVENTS: Readonly<Record<EventType, EventDescription>> = {
  'thumbing.image.ready': {
    final: true,
    meaning:
      'Every rendition exists and can be fetched from its `url`; `variants` has the addresses of those that are made on request, too. Show the `placeholder` while a rendition loads.',
  },
  'thumbing.image.rejected': {
    final: true,
    meaning:
      'The original is not acceptable, for the reason in `error`. It is deleted, unless it was `too-slow`, and processing is not retried: ask for another upload.',
  },
  'thumbing.image.failed': {
    final: true,
    meaning:
      'Processing failed on every attempt, through no fault of the original, which is kept. Alert an operator, and ask for the image to be uploaded again.',
  },
  'thumbing.image.expired': {
    final: true,
    meaning:
      'The grant ended an hour ago or more, and no original had been uploaded. The image stays for `retention.unfinished`, a day by default: request another upload if the picture is still wanted.',
  },
  'thumbing.image.deleted': {
    final: true,
    meaning:
      'The image, its original and its renditions are gone, at the request of its owner. Remove your references to it. `data.image` is its last state, without renditions; its `status` is the one before the deletion.',
  },
};
