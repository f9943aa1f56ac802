import type { Task } from './files-of.ts';
import type { Pixels } from './pixels.ts';

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
