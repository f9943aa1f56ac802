import type { Config } from '@thumbing/config';
import { isLoopback } from '../util/public-url.ts';
import type { Options } from './options.ts';

export interface StartupBannerOptions extends Pick<Options, 'dataDir'> {
  readonly url: string;
  readonly config: Config;
  /** Path of the configuration file, if there is one. */
  readonly configPath: string | undefined;
}

/** Text for the terminal after the start: URLs, folders, and the first command to try. */
export function startupBanner({ url, dataDir, config, configPath }: StartupBannerOptions): string {
  const rows = [
    ['API', `${url}/v1`],
    ['OpenAPI', `${url}/openapi.json`],
    ['Tokens', tokensOf(url, config)],
    ['Profiles', Object.keys(config.profiles).join(', ')],
    ['Config', configPath ?? 'built-in profiles (no thumbing.config.ts in this folder)'],
    ['Data', dataDir],
    ...config.webhooks.map(({ url }) => ['Webhook', url]),
  ];
  if (config.webhooks.length > 0) rows.push(['Secrets', `${dataDir}/keys/webhooks.json`]);
  const table = rows.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`).join('\n');
  return `Thumbing is ready. Press Ctrl-C to stop it.\n\n${table}\n`;
}

function tokensOf(url: string, { auth }: Config): string {
  if (auth) return `from ${auth.issuer}`;
  if (isLoopback(new URL(url).host)) return `POST ${url}/dev/token`;
  return 'issued only to requests to localhost from this machine; for other clients, configure auth.issuer';
}
