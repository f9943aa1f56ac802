import { ConfigError, type Config } from '@thumbing/config';

/** Rejects URLs on localhost, which the one-machine edition accepts: AWS cannot reach them. */
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
