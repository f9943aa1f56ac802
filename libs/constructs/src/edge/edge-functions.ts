import {
  ConfigError,
  extensionsOf,
  FORMATS,
  OUTPUT_FORMATS,
  UNIVERSAL_FIRST,
  type Config,
} from '@thumbing/config';
import { negotiate, qualityValues, type FormatTable } from './negotiate.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-function-restrictions.html */
const MAX_BYTES = 10_240;

const TABLE: FormatTable = {
  preferred: OUTPUT_FORMATS.map((format) => [format, FORMATS[format].contentType]),
  universalFirst: UNIVERSAL_FIRST,
  mustBeNamed: OUTPUT_FORMATS.filter((format) => FORMATS[format].output.mustBeNamed),
  aliases: Object.fromEntries(
    OUTPUT_FORMATS.flatMap((format) =>
      extensionsOf(format)
        .filter((extension) => extension !== format)
        .map((extension) => [extension, format]),
    ),
  ),
};

/** The code of the function that negotiates formats. Throws a `ConfigError` if it exceeds the limit of CloudFront. */
export const negotiation = (profiles: Config['profiles']): string => {
  const formats = Object.entries(profiles).map(([name, profile]) => [name, formatsOf(profile)]);
  const code = `${negotiate.toString()}
${qualityValues.toString()}
function handler(event) {
  return negotiate(event.request, ${JSON.stringify(Object.fromEntries(formats))}, ${JSON.stringify(TABLE)});
}`;
  const { length } = Buffer.from(code);
  if (length <= MAX_BYTES) return code;
  throw new ConfigError(
    `✖ profiles do not fit into a CloudFront function: it would have ${length} bytes, and the limit is ` +
      `${MAX_BYTES}; use fewer profiles, or shorter names`,
  );
};

/** Formats by variant, with `*` for the variants without formats of their own. */
const formatsOf = ({ formats, variants }: Config['profiles'][string]): Record<string, unknown> => ({
  '*': formats,
  ...Object.fromEntries(
    Object.entries(variants)
      .filter(([, recipe]) => recipe.formats)
      // `smallest` yields a different format for each image, so there is nothing to negotiate.
      .map(([name, recipe]) => [name, Array.isArray(recipe.formats) ? recipe.formats : []]),
  ),
});

/** The code of a function that sets `Vary`, for browsers and for caches between them and CloudFront. */
export const varyBy = (...headers: readonly string[]): string => `function handler(event) {
  event.response.headers.vary = { value: '${headers.join(', ')}' };
  return event.response;
}`;
