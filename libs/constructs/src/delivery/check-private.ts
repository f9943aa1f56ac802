import { ConfigError, type Config } from '@thumbing/config';

/** Throws a `ConfigError` for private profiles: nothing checks the signatures of renditions that CloudFront finds. */
export function checkPrivate(profiles: Config['profiles']): void {
  const mistakes = Object.entries(profiles)
    .filter(([, { access }]) => access === 'private')
    .map(
      ([name]) =>
        `✖ profiles.${name}.access is 'private': only the one-machine edition can do that; leave it out`,
    );
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
}
