import { ConfigError, isLoopbackUrl, type Config } from '@thumbing/config';
import type { Stage } from './stage.ts';

/** Rejects URLs on localhost, which the one-machine edition accepts, in the configuration of a stage. */
export function checkLocalhost(
  { keepData }: Pick<Stage, 'keepData'>,
  { webhooks, auth, origins }: Pick<Config, 'webhooks' | 'auth' | 'origins'>,
): void {
  const unreachable = 'AWS cannot reach it; write a URL of another host';
  const unsafe =
    'any program on the machine of a visitor could use the API; remove it from a stage that keeps its data';
  const named = [
    ...webhooks.map(({ url }, index) => [`webhooks[${index}].url`, url, unreachable] as const),
    ...(auth ? [['auth.issuer', auth.issuer, unreachable] as const] : []),
    ...(keepData ? origins.map((url, index) => [`origins[${index}]`, url, unsafe] as const) : []),
  ];
  const mistakes = named
    .filter(([, url]) => isLoopbackUrl(url))
    .map(([field, url, problem]) => `✖ ${field} is '${url}': ${problem}`);
  if (mistakes.length > 0) throw new ConfigError(mistakes.join('\n'));
}
