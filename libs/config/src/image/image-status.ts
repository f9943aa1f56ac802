/** `pending` → `processing` → `ready`, `rejected` (not an acceptable image) or `failed` (we could not). */
export const IMAGE_STATUSES = ['pending', 'processing', 'ready', 'rejected', 'failed'] as const;
export type ImageStatus = (typeof IMAGE_STATUSES)[number];
