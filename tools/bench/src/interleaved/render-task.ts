import { OUTPUT_FORMATS } from '@thumbing/image-processor/formats';
import { recipe } from '@thumbing/image-processor/recipe';
import * as z from 'zod';

/** What is to be made of which original. */
export const work = z.object({
  file: z.string(),
  variants: z.record(z.string(), recipe),
  formats: z.array(z.enum(OUTPUT_FORMATS)),
});
/** As people write it. */
export type RenderTaskInput = z.input<typeof work>;
/** With defaults. */
export type RenderTask = z.output<typeof work>;

/** The same for one who has read the original. */
export type LoadedTask = Omit<RenderTask, 'file'> & { readonly bytes: Buffer };
