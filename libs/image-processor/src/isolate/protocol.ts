import * as z from 'zod/mini';
import { IMAGE_ERROR_CODES } from '../errors.ts';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '../formats.ts';
import { sniff } from '../source/sniff.ts';
import type { ImageFacts, Inspection, InspectOptions } from '../source/facts.ts';
import type { Placeholder, Rendition, RenderOptions } from '../types.ts';

/** Options without the signal, which cannot be sent: when it aborts, the process is killed. */
type Sendable<Options> = Omit<Options, 'signal'>;

/** Commands to the child: one `inspect` or `render`, then `next` for each rendition, when a reader asks for it. */
export type Command =
  | {
      readonly command: 'inspect';
      readonly bytes: Uint8Array;
      readonly options: Sendable<InspectOptions>;
    }
  | {
      readonly command: 'render';
      readonly bytes: Uint8Array;
      readonly options: Sendable<RenderOptions>;
    }
  | { readonly command: 'next' };

/** True if a message is a command. It comes from `spawn.ts` of the same version, and is trusted. */
export const isCommand = (message: unknown): message is Command =>
  typeof message === 'object' && message !== null && 'command' in message;

/** The answer to `render`. */
export interface Started {
  readonly original: ImageFacts;
  readonly placeholder: Placeholder;
}

/** Answers to commands; that to `next` is undefined after the last rendition. */
export type Answer = Inspection | Started | Rendition | undefined;

/** Messages from the child. */
export type Message =
  | { readonly type: 'started' }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failure'; readonly code?: FailureCode; readonly message: string };

/** The code of an `ImageError`, or a `RenderTimeoutError`; other errors have none. */
const FAILURE_CODES = [...IMAGE_ERROR_CODES, 'timeout'] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/**
 * Parses a message from the child. It has processed untrusted bytes, so nothing that it says is taken on trust.
 */
export const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started') }),
  z.object({ type: z.literal('answer'), answer: z.unknown() }),
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

export const started = z.object({
  original: z.object(facts),
  placeholder: z.object({
    thumbhash: z.string(),
    color: z.string(),
  } satisfies Fields<Placeholder>),
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
