/** What an original may be. `tiff` and `svg` only where a profile accepts them. */
export const SOURCE_FORMATS = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff', 'svg'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** What a rendition may be. */
export const OUTPUT_FORMATS = ['avif', 'webp', 'jpeg', 'png', 'gif'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** A name that is none is a mistake in the program, and no image is to blame for it. */
export function checkFormats(
  option: 'accept' | 'formats',
  asked: readonly string[],
  known: readonly string[],
): void {
  const unknown = asked.find((format) => !known.includes(format));
  if (unknown === undefined) return;
  throw new RangeError(`${option} names '${unknown}': choose from ${known.join(', ')}`);
}

/** The media type of each format, as IANA registers it. */
export const CONTENT_TYPES: Readonly<Record<SourceFormat | OutputFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
};
