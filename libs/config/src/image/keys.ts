import { OUTPUT_FORMATS, type OutputFormat } from '@thumbing/image-processor/formats';
// Read by functions at their start, where the smaller zod counts.
import * as z from 'zod/mini';
import { NAME } from './name.ts';

/** Where an original lies in uploads storage. */
export interface OriginalKey {
  readonly profile: string;
  readonly id: string;
}

/** Where a rendition lies in assets storage. */
export interface RenditionKey extends OriginalKey {
  readonly variant: string;
  readonly format: OutputFormat;
}

const name = z.string().check(z.regex(NAME));
// One image has one key: the same id in capitals is a different text, so it is not a key.
const original = z.object({ profile: name, id: z.uuidv7().check(z.lowercase()) });
const rendition = z.extend(original, { variant: name, format: z.enum(OUTPUT_FORMATS) });

/** `{profile}/{id}` */
export const originalKey = {
  format: ({ profile, id }: OriginalKey): string => `${profile}/${id}`,
  /** `undefined` when the text is not the key of an original. */
  parse: (text: string): OriginalKey | undefined => {
    const [profile, id, ...rest] = text.split('/');
    return rest.length === 0 ? original.safeParse({ profile, id }).data : undefined;
  },
};

/** `{profile}/{id}/{variant}.{format}` */
export const renditionKey = {
  format: (key: RenditionKey): string => `${originalKey.format(key)}/${key.variant}.${key.format}`,
  /** `undefined` when the text is not the key of a rendition. */
  parse: (text: string): RenditionKey | undefined => {
    const [profile, id, file, ...rest] = text.split('/');
    const [variant, format, ...more] = file?.split('.') ?? [];
    return rest.length + more.length === 0
      ? rendition.safeParse({ profile, id, variant, format }).data
      : undefined;
  },
};
