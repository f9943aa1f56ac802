export { eventsContract, type EventsWorld } from './events.contract.ts';
export { identityContract, type Claims, type IdentityWorld } from './identity.contract.ts';
export { imageRecordsContract } from './image-records.contract.ts';
export {
  manualClock,
  memoryEvents,
  memoryOriginals,
  memoryRecords,
  memoryRenditions,
  type MemoryFiles,
} from './memory.ts';
export {
  memoryWorld,
  type MemoryDeps,
  type MemoryWorld,
  type UploadOptions,
} from './memory-world.ts';
export { originalsContract, type OriginalsWorld } from './originals.contract.ts';
export { queueContract, type QueueSettings, type QueueWorld } from './queue.contract.ts';
export { renditionsContract, type RenditionsWorld } from './renditions.contract.ts';
export { idOf, recordOf } from './samples.ts';
export { uploadGrantsContract, type UploadGrantsWorld } from './upload-grants.contract.ts';
export type { World } from './world.ts';
