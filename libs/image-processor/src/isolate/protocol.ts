import * as z from 'zod/mini';
import { IMAGE_ERROR_CODES, type ImageErrorCode } from '../errors.ts';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '../formats.ts';
import { sniff } from '../source/sniff.ts';
import type {
  ImageFacts,
  Inspection,
  InspectOptions,
  Placeholder,
  Rendition,
  RenderOptions,
} from '../types.ts';

/** A signal cannot be sent: when it aborts, the process is ended. */
type Sent<Options> = Omit<Options, 'signal'>;

/** What a process is told: what to work on, once; then `next` for each rendition, when there is a reader for it. */
export type Order =
  | { readonly to: 'inspect'; readonly bytes: Uint8Array; readonly options: Sent<InspectOptions> }
  | { readonly to: 'render'; readonly bytes: Uint8Array; readonly options: Sent<RenderOptions> }
  | { readonly to: 'next' };

/** Orders come from `start.ts` of the same version: that it is one is all that has to be seen. */
export const isOrder = (message: unknown): message is Order =>
  typeof message === 'object' && message !== null && 'to' in message;

/** What the answer to `render` is. */
export interface Prepared {
  readonly original: ImageFacts;
  readonly placeholder: Placeholder;
}

/** What the answers to orders are; of `next` nothing once there are no more. */
export type Answer = Inspection | Prepared | Rendition | undefined;

/** What a process says. */
export type Said =
  | { readonly is: 'begun' }
  | { readonly is: 'answer'; readonly answer: Answer }
  | { readonly is: 'failure'; readonly code?: ImageErrorCode; readonly message: string };

/**
 * The process has read what strangers wrote: nothing that it says is taken on trust, and what is no rendition is not
 * passed on as one.
 */
export const said = z.discriminatedUnion('is', [
  z.object({ is: z.literal('begun') }),
  z.object({ is: z.literal('answer'), answer: z.unknown() }),
  z.object({
    is: z.literal('failure'),
    code: z.exactOptional(z.enum(IMAGE_ERROR_CODES)),
    message: z.string(),
  }),
]);

/** Every field, the optional ones too. */
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

export const prepared = z.object({
  original: z.object(facts),
  placeholder: z.object({
    thumbhash: z.string(),
    color: z.string(),
  } satisfies Fields<Placeholder>),
} satisfies Fields<Prepared>);

/** A rendition of one of the variants, or nothing. */
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
      .check(z.refine(({ data, format }) => sniff(data) === format, 'bytes of another format')),
  );
