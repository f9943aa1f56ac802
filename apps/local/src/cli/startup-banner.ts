import type { Config } from '@thumbing/config';
import type { Options } from './options.ts';
import { isLoopback } from '../util/public-url.ts';

export interface WelcomeOptions extends Pick<Options, 'dataDir'> {
  readonly url: string;
  readonly config: Config;
  /** The file it was read from, if there is one. */
  readonly configPath: string | undefined;
}

/** What a person reads once the pipeline is up: where everything is, and what to try first. */
export function welcome({ url, dataDir, config, configPath }: WelcomeOptions): string {
  const rows = [
    ['API', `${url}/v1`],
    ['OpenAPI', `${url}/openapi.json`],
    ['Tokens', tokensOf(url, config)],
    ['Profiles', Object.keys(config.profiles).join(', ')],
    ['Config', configPath ?? 'built-in profiles (no thumbing.config.ts here)'],
    ['State', dataDir],
    ...config.webhooks.map(({ url }) => ['Webhook', url]),
  ];
  if (config.webhooks.length > 0) rows.push(['Secrets', `${dataDir}/keys/webhooks.json`]);
  const table = rows.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`).join('\n');
  return `Thumbing is ready. Stop it with Ctrl-C.\n\n${table}\n`;
}

function tokensOf(url: string, { auth }: Config): string {
  if (auth) return `from ${auth.issuer}`;
  if (isLoopback(new URL(url).host)) return `POST ${url}/dev/token`;
  return 'for this machine only, which cannot be told at this address: configure auth.issuer';
}
