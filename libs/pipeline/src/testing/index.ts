export { copiesContract, type CopiesWorld } from './contracts/files/copies.contract.ts';
export { eventsContract, type EventsWorld } from './contracts/events.contract.ts';
export { FINAL_EVENT_TYPES } from './final-events.ts';
export {
  identityContract,
  type Claims,
  type IdentityWorld,
} from './contracts/identity.contract.ts';
export { imageRecordsContract } from './contracts/image-records.contract.ts';
export { manualClock, type ManualClock } from './memory.ts';
export { metricsContract, type MetricsWorld } from './contracts/metrics.contract.ts';
export { sumsOf } from './memory-metrics.ts';
export { inboxContract, type InboxWorld } from './contracts/inbox.contract.ts';
export { inventoryContract, type InventoryWorld } from './contracts/inventory.contract.ts';
export { originalsContract, type OriginalsWorld } from './contracts/files/originals.contract.ts';
export { quotasContract } from './contracts/quotas.contract.ts';
export {
  recordChangesContract,
  type RecordChangesWorld,
} from './contracts/record-changes.contract.ts';
export { renditionsContract, type RenditionsWorld } from './contracts/files/renditions.contract.ts';
export { eventOf, idOf, recordOf } from './samples.ts';
export {
  uploadGrantsContract,
  type UploadGrantsWorld,
} from './contracts/upload-grants.contract.ts';
export { turnsContract, type TurnsWorld } from './contracts/turns.contract.ts';
export type { World } from './world.ts';
