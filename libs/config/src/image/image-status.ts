/** Statuses that an image keeps, unless an operator has it processed again. */
export const SETTLED_STATUSES = ['ready', 'rejected', 'failed', 'expired'] as const;
/** A status that an image keeps. */
export type SettledStatus = (typeof SETTLED_STATUSES)[number];

/**
 * Life cycle of an image: `pending` → `processing` → `ready`, `rejected` (the original is not acceptable) or `failed`
 * (processing failed through no fault of the original); or `pending` → `expired` (its grant ended without an upload).
 */
export const IMAGE_STATUSES = ['pending', 'processing', ...SETTLED_STATUSES] as const;
/** A stage in the life of an image. */
export type ImageStatus = (typeof IMAGE_STATUSES)[number];
