import { SingleBar } from 'cli-progress';

export interface ProgressBar {
  readonly advance: (by: number) => void;
  /** Removes the bar from the screen. */
  readonly stop: () => void;
}

/** A progress bar that counts renditions. Silent unless the stream is a terminal. */
export function progressBar(
  stream: NodeJS.WriteStream | undefined,
  total: number,
  interrupted: AbortSignal,
): ProgressBar {
  if (!stream?.isTTY) return { advance: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage}% ({value} of {total} renditions)',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 32,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  const stop = (): void => bar.stop();
  // The bar turns line wrapping off, which would outlive the process.
  interrupted.addEventListener('abort', stop);
  return { advance: (by) => bar.increment(by), stop };
}
