import * as z from 'zod/mini';
import type { OutputFormat } from '../formats.ts';
import { avif } from './avif.ts';
import type { Encoder } from './encoder.ts';
import { gif } from './gif.ts';
import { jpeg } from './jpeg.ts';
import { png } from './png.ts';
import { webp } from './webp.ts';

/** Options of every encoder: keys of a recipe. */
export const encoderParams = {
  avif: z.optional(avif.params),
  webp: z.optional(webp.params),
  jpeg: z.optional(jpeg.params),
  png: z.optional(png.params),
  gif: z.optional(gif.params),
} satisfies Readonly<Record<OutputFormat, z.ZodMiniType>>;

/** Options of encoders; each may be absent. */
export type EncoderParams = z.output<z.ZodMiniObject<typeof encoderParams>>;

/** The encoder of every format that renditions may have; a missing one is a type error. */
export const ENCODERS: {
  readonly [Format in OutputFormat]: Encoder<NonNullable<EncoderParams[Format]>>;
} = { avif, webp, jpeg, png, gif };
