import {
  ImageError,
  type ImageFacts,
  type Inspection,
  type Placeholder,
} from '@thumbing/image-processor';
import type { OutputFormat } from '@thumbing/image-processor/formats';
import { readFile, stat } from 'node:fs/promises';
import type { Input } from './find-files.ts';

/** A rendition that was written. */
export interface WrittenRendition {
  readonly variant: string;
  readonly format: OutputFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** 1 to 100; absent where every pixel is kept. */
  readonly quality?: number;
  /** How like its pixels it is, where that was looked for: SSIMULACRA2. */
  readonly score?: number;
  /** Relative to the working directory, unless `--out` is absolute. */
  readonly path: string;
}

/** What became of one input; the line that `--json` prints. */
export type Outcome = ReadyOutcome | RejectedOutcome;

/** What an acceptable file gave. */
export interface Made {
  readonly original: ImageFacts | Inspection;
  readonly renditions?: readonly WrittenRendition[];
  readonly placeholder?: Placeholder;
}

export interface ReadyOutcome extends Made {
  readonly input: string;
  readonly status: 'ready';
}

export interface RejectedOutcome {
  readonly input: string;
  readonly status: 'rejected';
  readonly error: { readonly code: string; readonly detail: string };
}

/** Reads a file and does something with it. A file that is to blame is rejected; other failures are thrown, with its name. */
export async function outcomeOf(
  { input, path }: Input,
  maxBytes: number,
  work: (bytes: Uint8Array) => Promise<Made>,
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
    throw new Error(`${input} could not be processed: ${reason}`, { cause });
  }
}

/** As the processor says it, without reading the file. */
const tooLarge = (size: number, maxBytes: number): ImageError =>
  new ImageError(
    'too-large',
    `the file has ${size.toLocaleString('en')} bytes; the most is ${maxBytes.toLocaleString('en')}`,
  );
