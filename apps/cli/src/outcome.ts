import { formatBytes } from '@thumbing/config';
import {
  ImageError,
  type ImageErrorCode,
  type ImageFacts,
  type Inspection,
  type Placeholder,
} from '@thumbing/image-processor';
import type { OutputFormat } from '@thumbing/image-processor/formats';
import { readFile, stat } from 'node:fs/promises';
import type { Input } from './find-files.ts';

/** A rendition on disk. */
export interface WrittenRendition {
  readonly variant: string;
  readonly format: OutputFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** 1 to 100; absent if the encoding is lossless. */
  readonly quality?: number;
  /** The SSIMULACRA2 score, if it was measured. */
  readonly score?: number;
  /** Relative to the working directory, unless `--out` is absolute. */
  readonly path: string;
}

/** The outcome of one input, and the line that `--json` prints for it. */
export type Outcome = ReadyOutcome | RejectedOutcome;

/** The result for a file that is accepted. */
export interface Result {
  readonly original: ImageFacts | Inspection;
  readonly renditions?: readonly WrittenRendition[];
  readonly placeholder?: Placeholder;
}

export interface ReadyOutcome extends Result {
  readonly input: string;
  readonly status: 'ready';
}

export interface RejectedOutcome {
  readonly input: string;
  readonly status: 'rejected';
  readonly error: { readonly code: ImageErrorCode; readonly detail: string };
}

/** Reads a file and processes it. An unacceptable image is an outcome; any other failure is thrown, with the file's name. */
export async function outcomeOf(
  { input, path }: Input,
  maxBytes: number,
  work: (bytes: Uint8Array) => Promise<Result>,
): Promise<Outcome> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw tooLarge(size, maxBytes);
    return { input, status: 'ready', ...(await work(await readFile(path))) };
  } catch (cause) {
    if (cause instanceof ImageError) {
      return { input, status: 'rejected', error: { code: cause.code, detail: cause.message } };
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`cannot process ${input}: ${reason}`, { cause });
  }
}

/** The processor's own message, without reading the file. */
const tooLarge = (size: number, maxBytes: number): ImageError =>
  new ImageError(
    'too-large',
    `the file is ${formatBytes(size)}, and the limit is ${formatBytes(maxBytes)}; send a smaller one`,
  );
