import { formatNamed, OUTPUT_FORMATS, type OutputFormat } from '@thumbing/image-processor/formats';
// Functions load this module on every cold start: zod/mini is the smaller zod.
import * as z from 'zod/mini';

/** Name of a profile, variant, image or font. Names are parts of keys and URLs. */
export const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Key of an original in upload storage. */
export interface OriginalKey {
  /** Name of the profile that it was uploaded to. */
  readonly profile: string;
  /** UUIDv7 of the image, in lowercase. */
  readonly id: string;
}

/** Key of a rendition in asset storage. */
export interface RenditionKey extends OriginalKey {
  /** Name of the variant in the profile. */
  readonly variant: string;
  /** Format of the file, and its extension. */
  readonly format: OutputFormat;
}

const name = z.string().check(z.regex(NAME));
// One image has one key: an id in uppercase would be another text for the same image.
const original = z.object({ profile: name, id: z.uuidv7().check(z.lowercase()) });
const rendition = z.extend(original, { variant: name, format: z.enum(OUTPUT_FORMATS) });

/** `{profile}/{id}` */
export const originalKey = {
  /** The text of a key, which must be valid: it is not checked. */
  format: ({ profile, id }: OriginalKey): string => `${profile}/${id}`,
  /** The key, or `undefined` unless the text is the key of an original. */
  parse: (text: string): OriginalKey | undefined => {
    const [profile, id, ...rest] = text.split('/');
    return rest.length === 0 ? original.safeParse({ profile, id }).data : undefined;
  },
};

/** `{profile}/{id}/{variant}.{format}` */
export const renditionKey = {
  /** The text of a key, which must be valid: it is not checked. */
  format: (key: RenditionKey): string => `${originalKey.format(key)}/${key.variant}.${key.format}`,
  /** The key, or `undefined` unless the text is the key of a rendition. Every extension of a format is read: `jpg` too. */
  parse: (text: string): RenditionKey | undefined => {
    const [profile, id, file, ...rest] = text.split('/');
    const [variant, extension = '', ...more] = file?.split('.') ?? [];
    const format = formatNamed(OUTPUT_FORMATS, extension);
    return rest.length + more.length === 0
      ? rendition.safeParse({ profile, id, variant, format }).data
      : undefined;
  },
};
