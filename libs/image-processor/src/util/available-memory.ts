import { totalmem } from 'node:os';

/** Bytes that this process may use: all of the machine's, or less where it is constrained. */
export const memoryHere = (): number =>
  // 0 or absent where nothing constrains the process.
  Math.min(totalmem(), process.constrainedMemory() || Infinity);
