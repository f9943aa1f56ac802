import type { Pixels } from '../raster/pixels.ts';
import type { FileTask } from './variant-files.ts';

/** A render in progress. */
export interface RenderJob<V extends string> {
  /** The files to make, in the order of variants x formats. */
  readonly files: Iterable<FileTask<V>>;
  /** The image for the placeholder. */
  readonly thumbnail: () => Promise<Pixels>;
  /** Keeps further work from starting. */
  readonly stop: () => void;
  /** Frees its buffers, once no file is being made. */
  readonly end: () => Promise<void>;
}
