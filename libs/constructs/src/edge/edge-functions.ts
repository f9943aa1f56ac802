import { ConfigError, type Config } from '@thumbing/config';
import { negotiate } from './negotiate.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-function-restrictions.html */
const MOST_BYTES = 10_240;

/** Picks the format of what is asked for without one. Throws a `ConfigError` where there are too many profiles. */
export const negotiation = (profiles: Config['profiles']): string => {
  const formats = Object.entries(profiles).map(([name, profile]) => [name, formatsOf(profile)]);
  const code = `${negotiate.toString()}
function handler(event) {
  return negotiate(event.request, ${JSON.stringify(Object.fromEntries(formats))});
}`;
  const { length } = Buffer.from(code);
  if (length <= MOST_BYTES) return code;
  throw new ConfigError(
    `✖ profiles are too many for a function of CloudFront: it would have ${length} bytes, and may have ` +
      `${MOST_BYTES}; have fewer, or give them shorter names`,
  );
};

/** The formats of a profile's variants, and under `*` of those that have none of their own. */
const formatsOf = ({ formats, variants }: Config['profiles'][string]): Record<string, unknown> => ({
  '*': formats,
  ...Object.fromEntries(
    Object.entries(variants)
      .filter(([, recipe]) => recipe.formats)
      // Which of several is the smallest differs from picture to picture.
      .map(([name, recipe]) => [name, Array.isArray(recipe.formats) ? recipe.formats : []]),
  ),
});

/** Tells caches on the way, and browsers, what else the answer depends on. */
export const varyBy = (...headers: readonly string[]): string => `function handler(event) {
  event.response.headers.vary = { value: '${headers.join(', ')}' };
  return event.response;
}`;
