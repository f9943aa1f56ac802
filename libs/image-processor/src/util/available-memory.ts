import { totalmem } from 'node:os';

/** Bytes of memory that this process may use: the machine's, or a container's limit below that. */
export const availableMemory = (): number =>
  // 0 or undefined where nothing constrains the process.
  Math.min(totalmem(), process.constrainedMemory() || Infinity);
