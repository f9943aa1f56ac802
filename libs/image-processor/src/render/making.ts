import type { Task } from './variant-files.ts';
import type { Pixels } from '../raster/raster.ts';

/** What is made of an original. */
export interface Making<V extends string> {
  readonly files: Iterable<Task<V>>;
  /** What a placeholder is made of. */
  readonly thumbnail: () => Promise<Pixels>;
  /** Makes no more. */
  readonly stop: () => void;
  /** Gives back what it holds, once no file is being made. */
  readonly end: () => Promise<void>;
}
