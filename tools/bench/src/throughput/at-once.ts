import { availableParallelism } from 'node:os';
import { defineConfig, recipesOf, type Profile } from '@thumbing/config';
import { OUTPUT_FORMATS, SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import { recipe } from '@thumbing/image-processor/recipe';
import * as z from 'zod';
import { inProcess } from '../in-process.ts';
import type { Start } from '../settings.ts';

export const renderAtOnce = z.object({
  files: z.array(z.string()),
  atOnce: z.int(),
  accept: z.array(z.enum(SOURCE_FORMATS)),
  variants: z.record(z.string(), recipe),
  formats: z.array(z.enum(OUTPUT_FORMATS)),
  limits: z.object({
    maxBytes: z.number(),
    maxPixels: z.number(),
    maxFrames: z.number(),
    timeout: z.number(),
  }),
});

const rendered = z.object({
  /** Milliseconds. */
  wall: z.number(),
  cpu: z.number(),
  /** Bytes of all renditions. */
  written: z.number(),
});
export type Rendered = z.output<typeof rendered>;

/** Renders all files of a profile in one fresh process, as many at once as there are cores. */
export function renderFiles(
  files: readonly string[],
  profile: Profile,
  start: Start,
): Promise<Rendered> {
  const { limits } = defineConfig({ profiles: { it: profile } });
  const task = {
    accept: profile.accept,
    formats: profile.formats,
    variants: recipesOf(profile),
    files,
    atOnce: availableParallelism(),
    limits: { ...limits, maxBytes: profile.maxBytes },
  };
  return inProcess('render-at-once', task, rendered, start);
}
