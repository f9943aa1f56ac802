import { ConfigError, type Config } from '@thumbing/config';

/** What runs on AWS reaches nothing on this machine, though a configuration may name it for the one-machine edition. */
export function checkReachable({ webhooks, auth }: Pick<Config, 'webhooks' | 'auth'>): void {
  const named = [
    ...webhooks.map(({ url }, index) => ({ field: `webhooks[${index}].url`, url })),
    ...(auth ? [{ field: 'auth.issuer', url: auth.issuer }] : []),
  ];
  const mistakes = named
    .filter(({ url }) => new URL(url).protocol !== 'https:')
    .map(
      ({ field, url }) =>
        `✖ ${field} is '${url}': AWS cannot reach it; write a URL that starts with https://`,
    );
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
}
