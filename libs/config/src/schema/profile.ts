import {
  outputFormat,
  recipeObject,
  sourceFormat,
  type Recipe,
  type RecipeInput,
} from '@thumbing/image-processor/recipe';
import * as z from 'zod';
import { nonEmptyRecord } from './names.ts';
import { nonEmptyList } from './unique-list.ts';
import { bytes } from './units.ts';

/** The moment at which the renditions of a variant are made. */
const on = z.enum(['upload', 'request']).default('upload');

/** A recipe, and the moment at which it is followed. */
export interface Variant extends Recipe {
  /** `upload`: before the image is ready. `request`: when a rendition is first asked for. */
  readonly on: z.output<typeof on>;
}
/** A variant as people write it, defaults left out. */
export interface VariantInput extends RecipeInput {
  /**
   * `upload`: before the image is ready. `request`: when a rendition is first asked for, so that a variant costs nothing
   * until someone looks at it. @default 'upload'
   */
  readonly on?: z.input<typeof on>;
}

const variant: z.ZodType<Variant, VariantInput> = recipeObject
  .extend({ on })
  .refine(({ on, formats }) => on === 'upload' || !formats || !('smallest' in formats), {
    path: ['formats'],
    error: "write a list: the smallest format is known once all are made, and so at 'upload' only",
  });

const WIDTHS = 'write whole numbers of pixels, 1 or more, such as [320, 640, 1280]';

/** `checkWidths` has their maximum. */
const widths = z
  .array(z.int(WIDTHS).min(1, WIDTHS))
  .max(50, 'list at most 50 widths: each of them can be made of every variant')
  .transform((all) => [...new Set(all)].sort((a, b) => a - b));

const onDemand = z.strictObject({
  /** Widths in pixels that every variant may be asked for in: `hero,width=640`. */
  widths: widths.default([]),
  /** `signed`: addresses may contain a recipe of their own, if they have a signature. `none`: they may not. */
  recipes: z.enum(['signed', 'none']).default('none'),
});

/** Schema of a kind of upload. */
export const profile = z.strictObject({
  /** Formats that an original may have, detected from its content. */
  accept: nonEmptyList(sourceFormat).default(['jpeg', 'png', 'webp', 'avif', 'gif']),
  /** Maximum size of an original, in bytes. */
  maxBytes: bytes.default(20_000_000),
  /** Recipes by the name of the variant; at least one. */
  variants: nonEmptyRecord(
    variant,
    'define at least one variant, such as { large: { resize: { width: 512 } } }',
  ),
  /** Formats of every variant whose recipe lists none. */
  formats: nonEmptyList(outputFormat).default(['avif', 'webp', 'jpeg']),
  /** Renditions that are made when they are first asked for, beside the variants. */
  onDemand: onDemand.prefault({}),
  /** `private`: every address of a rendition needs a signature that ends. */
  access: z.enum(['public', 'private']).default('public'),
});

/** A kind of upload: the originals it accepts, and the variants to make of them. */
export interface Profile extends z.output<typeof profile> {}
/** A profile as people write it, defaults left out. */
export interface ProfileInput extends z.input<typeof profile> {}
