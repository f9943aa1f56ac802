import {
  FORMATS,
  type Format,
  type OutputAbilities,
  type SourceAbilities,
} from './format-table.ts';
import { keysOf } from './util/keys-of.ts';

export { FORMATS, type Format, type OutputAbilities, type SourceAbilities };

/** A format of originals, of renditions, or of both. */
export type FormatName = keyof typeof FORMATS;

/** A format that an original may have, where it is accepted. */
export type SourceFormat = {
  [Name in FormatName]: 'source' extends keyof (typeof FORMATS)[Name] ? Name : never;
}[FormatName];

/** A format that a rendition may have. */
export type OutputFormat = {
  [Name in FormatName]: 'output' extends keyof (typeof FORMATS)[Name] ? Name : never;
}[FormatName];

/** A format by any of its names, as people write it. */
export type FormatNameInput<Name extends FormatName = FormatName> =
  (typeof FORMATS)[Name]['extensions'][number];

/** Every format that an original may have, in the order of `FORMATS`. */
export const SOURCE_FORMATS: readonly SourceFormat[] = keysOf(FORMATS).filter(
  (name): name is SourceFormat => 'source' in FORMATS[name],
);

/** In the order of preference: the format that usually has the smallest files first. */
export const OUTPUT_FORMATS: readonly OutputFormat[] = keysOf(FORMATS)
  .filter((name): name is OutputFormat => 'output' in FORMATS[name])
  .toSorted((a, b) => FORMATS[a].output.preference - FORMATS[b].output.preference);

/** Formats by how many clients can show them: those that all can come first. */
export const UNIVERSAL_FIRST: readonly OutputFormat[] = [
  ...OUTPUT_FORMATS.filter((name) => !FORMATS[name].output.mustBeNamed),
  ...OUTPUT_FORMATS.filter((name) => FORMATS[name].output.mustBeNamed).toReversed(),
];

/** The format among these that has this name or extension. */
export const formatNamed = <Name extends FormatName>(
  formats: readonly Name[],
  name: string,
): Name | undefined =>
  formats.find((format) => extensionsOf(format).some((extension) => extension === name));

/** Every name of a format: `jpeg` and `jpg`. */
export const extensionsOf = <Name extends FormatName>(
  format: Name,
): readonly FormatNameInput<Name>[] => FORMATS[format].extensions;
