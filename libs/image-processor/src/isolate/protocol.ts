import * as z from 'zod/mini';
import { IMAGE_ERROR_CODES } from '../errors.ts';
import { OUTPUT_FORMATS, SOURCE_FORMATS, type SourceFormat } from '../formats.ts';
import { sniff } from '../source/sniff.ts';
import type { ImageFacts, Inspection, InspectOptions } from '../source/facts.ts';
import type { Placeholder, Rendition, RenderOptions } from '../types.ts';

/** Options without the signal, which cannot be sent: when it aborts, the process is killed. */
type Sendable<Options> = Omit<Options, 'signal'>;

/**
 * Commands to the child: `inspect`; or `open`, which reads the header and plans, `start`, which decodes, and then `next`
 * for each rendition, when a reader asks for it. The first of an original has its format.
 */
export type Command =
  | {
      readonly command: 'inspect';
      readonly format: SourceFormat;
      readonly bytes: Uint8Array;
      readonly options: Sendable<InspectOptions>;
    }
  | {
      readonly command: 'open';
      readonly format: SourceFormat;
      readonly bytes: Uint8Array;
      readonly options: Sendable<RenderOptions>;
    }
  | { readonly command: 'start' }
  | { readonly command: 'next' };

/** True if a message is a command. It comes from `worker.ts` of the same version, and is trusted. */
export const isCommand = (message: unknown): message is Command =>
  typeof message === 'object' && message !== null && 'command' in message;

/** The answer to `open`: the bytes of memory that the render is expected to take. */
export interface Opened {
  readonly memory: number;
}

/** The answer to `start`. */
export interface Started {
  readonly original: ImageFacts;
  /** Absent where the options say `placeholder: false`. */
  readonly placeholder?: Placeholder;
}

/** Answers to commands; that to `next` is undefined after the last rendition. */
export type Answer = Inspection | Opened | Started | Rendition | undefined;

/** Messages from the child; `ready` once it can work, and `started` once it has received an original. */
export type Message =
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  /** With the resident memory of the process, in bytes. */
  | { readonly type: 'answer'; readonly answer: Answer; readonly rss: number }
  | { readonly type: 'failure'; readonly code?: FailureCode; readonly message: string };

/** The code of an `ImageError`, or a `RenderTimeoutError`; other errors have none. */
const FAILURE_CODES = [...IMAGE_ERROR_CODES, 'timeout'] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/**
 * Parses a message from the child. It has processed untrusted bytes, so nothing that it says is taken on trust.
 */
export const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('started') }),
  z.object({ type: z.literal('answer'), answer: z.unknown(), rss: z.number() }),
  z.object({
    type: z.literal('failure'),
    code: z.exactOptional(z.enum(FAILURE_CODES)),
    message: z.string(),
  }),
]);

/** A schema for every field, the optional ones too. */
type Fields<T> = { readonly [K in keyof T]-?: z.ZodMiniType };

const facts = {
  format: z.enum(SOURCE_FORMATS),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  frames: z.int(),
  alpha: z.boolean(),
} satisfies Fields<ImageFacts>;

export const inspection = z.object({
  ...facts,
  orientation: z.int(),
  space: z.string(),
  duration: z.number(),
  sha256: z.string(),
} satisfies Fields<Inspection>);

export const opened = z.object({
  memory: z.number().check(z.positive()),
} satisfies Fields<Opened>);

export const started = z.object({
  original: z.object(facts),
  placeholder: z.exactOptional(
    z.object({ thumbhash: z.string(), color: z.string() } satisfies Fields<Placeholder>),
  ),
} satisfies Fields<Started>);

/** A rendition of one of the variants, or undefined. */
export const renditionOf = <V extends string>(variants: Readonly<Record<V, unknown>>) =>
  z.optional(
    z
      .object({
        variant: z.custom<V>((name) => typeof name === 'string' && Object.hasOwn(variants, name)),
        format: z.enum(OUTPUT_FORMATS),
        width: z.int(),
        height: z.int(),
        data: z.custom<Buffer>((value) => Buffer.isBuffer(value)),
        quality: z.exactOptional(z.number()),
        score: z.exactOptional(z.number()),
      } satisfies Fields<Rendition>)
      .check(
        z.refine(({ data, format }) => sniff(data) === format, 'the bytes are of another format'),
      ),
  );
