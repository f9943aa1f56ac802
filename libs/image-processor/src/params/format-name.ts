import * as z from 'zod';
import {
  extensionsOf,
  formatNamed,
  OUTPUT_FORMATS,
  SOURCE_FORMATS,
  type FormatName,
} from '../formats.ts';

/** The format of an original, by its name or another of its extensions: `jpg` is read as `jpeg`. */
export const sourceFormat = z.codec(
  z.enum(SOURCE_FORMATS.flatMap(extensionsOf)),
  z.enum(SOURCE_FORMATS),
  { decode: (name) => known(SOURCE_FORMATS, name), encode: (format) => format },
);

/** The format of a rendition, likewise. */
export const outputFormat = z.codec(
  z.enum(OUTPUT_FORMATS.flatMap(extensionsOf)),
  z.enum(OUTPUT_FORMATS),
  { decode: (name) => known(OUTPUT_FORMATS, name), encode: (format) => format },
);

function known<Name extends FormatName>(formats: readonly Name[], name: string): Name {
  const format = formatNamed(formats, name);
  if (format === undefined) throw new RangeError(`no format is named ${name}`);
  return format;
}
