import { recipe } from '@thumbing/image-processor/recipe';
import * as z from 'zod';
import { comparedFormat } from './sharp-encoders.ts';

/** An original, and the renditions to make of it. */
export const renderTask = z.object({
  file: z.string(),
  variants: z.record(z.string(), recipe),
  formats: z.array(comparedFormat),
});
export type RenderTaskInput = z.input<typeof renderTask>;
export type RenderTask = z.output<typeof renderTask>;

/** The same with the original in memory. */
export type LoadedTask = Omit<RenderTask, 'file'> & { readonly bytes: Buffer };
