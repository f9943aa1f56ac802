export { deleteImage, type DeleteImageDeps } from './delete-image.ts';
export { finishDeletion, isDeleted, type FinishDeletionDeps } from './finish-deletion.ts';
export { getImage, type GetImageDeps, type WaitOptions } from './get-image.ts';
export { giveUp, type GiveUpDeps } from './give-up.ts';
export {
  grantUpload,
  type GrantedUpload,
  type GrantUploadDeps,
  type UploadRequest,
} from './grant-upload.ts';
export { imageRecord, isSettled, type ImageRecord } from './image-record.ts';
export {
  latestRendition,
  type LatestRenditionDeps,
  type LatestRequest,
} from './latest-rendition.ts';
export {
  listImages,
  type ImagePage,
  type ListImagesDeps,
  type ListRequest,
} from './list-images.ts';
export { OutOfSpaceError } from './out-of-space-error.ts';
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
  Renditions,
  SendOptions,
  Upload,
  UploadGrants,
} from './ports.ts';
export { RequestError, type RequestErrorCode } from './request-error.ts';
