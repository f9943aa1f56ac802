export { deleteImage, type DeleteImageDeps } from './use-cases/delete-image.ts';
export {
  finishDeletion,
  isDeleted,
  type DeletedRecord,
  type FinishDeletionDeps,
} from './lifecycle/finish-deletion.ts';
export { toEvent } from './lifecycle/to-event.ts';
export { expireGrant, type ExpireGrantDeps } from './use-cases/expire-grant.ts';
export {
  getImage,
  type FoundImage,
  type GetImageDeps,
  type WaitOptions,
} from './use-cases/get-image.ts';
export { markFailed, type MarkFailedDeps } from './use-cases/mark-failed.ts';
export { countFindings } from './use-cases/reconcile/count-findings.ts';
export {
  reconcile,
  type ReconcileDeps,
  type ReconcileOptions,
} from './use-cases/reconcile/reconcile.ts';
export {
  newReconciliation,
  reconciliation,
  summaryOf,
  unrepairedIn,
  type Reconciliation,
} from './use-cases/reconcile/reconciliation.ts';
export { FINDINGS, type Finding } from './use-cases/reconcile/difference.ts';
export type { Inventory, ListedRecord, Page } from './use-cases/reconcile/inventory.ts';
export {
  failedImage,
  redriveImage,
  type FailedImage,
  type RedriveImageDeps,
} from './use-cases/redrive-image.ts';
export {
  grantUpload,
  type GrantedUpload,
  type GrantUploadDeps,
  type UploadRequest,
} from './use-cases/grant-upload.ts';
export type { GrantQuotasDeps } from './domain/grant-quotas.ts';
export {
  imageRecord,
  isReopenable,
  isSettled,
  isUnusable,
  type ImageRecord,
  type SettledRecord,
} from './domain/image-record.ts';
export {
  latestRendition,
  type LatestRenditionDeps,
  type LatestRequest,
} from './use-cases/latest-rendition.ts';
export {
  listImages,
  type ImagePage,
  type ListImagesDeps,
  type ListRequest,
} from './use-cases/list-images.ts';
export { measuredEvents } from './metrics/measured-events.ts';
export type { Metrics } from './metrics/metrics.ts';
export { timed, type TimedDeps } from './metrics/timed.ts';
export type { RecordChanges } from './domain/polled-changes.ts';
export { ownerSlots, type MostAtOnce, type TakeSlot } from './domain/owner-slots.ts';
export { InvalidTokenError } from './domain/invalid-token-error.ts';
export { OutOfSpaceError } from './domain/out-of-space-error.ts';
export type {
  Clock,
  Events,
  Grant,
  Identity,
  ImageQuery,
  ImageRecords,
  Inbox,
  NewId,
  Originals,
  Quotas,
  QuotaSums,
  QuotaUse,
  Renditions,
  SendOptions,
  Upload,
  UploadGrants,
} from './domain/ports.ts';
export {
  QuotaExceededError,
  type QuotaPolicy,
  type ServiceLimit,
} from './domain/quota-exceeded-error.ts';
export { RequestError, type RequestErrorCode } from './domain/request-error.ts';
