import { OUTPUT_FORMATS, type OutputFormat } from '@thumbing/image-processor/recipe';
import { z } from 'zod';
import { name } from './values.ts';

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

// One image has one key: the same id in capitals is a different text, so it is not a key.
const id = z.uuidv7().lowercase();
const format = z.enum(OUTPUT_FORMATS);

/** `{profile}/{id}` */
export const originalKey = {
  format: ({ profile, id }: OriginalKey): string => `${profile}/${id}`,
  /** `undefined` when the text is not the key of an original. */
  parse: (text: string): OriginalKey | undefined => {
    const [profile, image, ...rest] = text.split('/');
    const parsed = z.object({ profile: name, id }).safeParse({ profile, id: image });
    return rest.length === 0 ? parsed.data : undefined;
  },
};

/** `{profile}/{id}/{variant}.{format}` */
export const renditionKey = {
  format: (key: RenditionKey): string => `${originalKey.format(key)}/${key.variant}.${key.format}`,
  /** `undefined` when the text is not the key of a rendition. */
  parse: (text: string): RenditionKey | undefined => {
    const [profile, image, file, ...rest] = text.split('/');
    const [variant, extension, ...more] = file?.split('.') ?? [];
    const parsed = z
      .object({ profile: name, id, variant: name, format })
      .safeParse({ profile, id: image, variant, format: extension });
    return rest.length + more.length === 0 ? parsed.data : undefined;
  },
};
