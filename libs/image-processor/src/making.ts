import type { Task } from './files-of.ts';
import type { Shown } from './steps/placeholder.ts';

/** What is made of an original. */
export interface Making<V extends string> {
  readonly files: Iterable<Task<V>>;
  /** What a placeholder is made of. */
  readonly shown: () => Promise<Shown>;
  /** Makes no more. */
  readonly stop: () => void;
}
