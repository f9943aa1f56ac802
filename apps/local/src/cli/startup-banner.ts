import type { Config, Profile } from '@thumbing/config';
import type { Options } from './options.ts';

export interface StartupBannerOptions extends Pick<Options, 'dataDir'> {
  readonly url: string;
  /** Secret that requests for tokens must have, if any. */
  readonly tokenSecret: string | undefined;
  /** URL of the metrics, if they are served. */
  readonly metricsUrl?: string | undefined;
  readonly config: Config;
  /** Path of the configuration file, if there is one. */
  readonly configPath: string | undefined;
}

/** Text for the terminal after the start: URLs, folders, and the first command to try. */
export function startupBanner(options: StartupBannerOptions): string {
  const { url, metricsUrl, dataDir, config, configPath } = options;
  const rows = [
    ['API', `${url}/v1`],
    ['OpenAPI', `${url}/openapi.json`],
    ['Tokens', tokensOf(options)],
    ...(metricsUrl === undefined ? [] : [['Metrics', metricsUrl]]),
    ['Profiles', Object.keys(config.profiles).join(', ')],
    ...requestsIn(config),
    ['Config', configPath ?? 'built-in profiles (no thumbing.config.ts in this folder)'],
    ['Data', dataDir],
    // Their paths may be secrets, and the terminal's output is often kept as a log.
    ...config.webhooks.map(({ url }) => ['Webhook', new URL(url).origin]),
  ];
  if (config.webhooks.length > 0) rows.push(['Secrets', `${dataDir}/keys/webhooks.json`]);
  const table = rows.map(([name = '', value = '']) => `  ${name.padEnd(10)}${value}`).join('\n');
  return `Thumbing is ready. Press Ctrl-C to stop it.\n\n${table}\n`;
}

/** The most files that requests can have made, which is what they can cost; no row where they make none. */
function requestsIn({ profiles, delivery }: Config): string[][] {
  const most = Object.entries(profiles).flatMap(([name, profile]) => {
    const isAny = profile.onDemand.recipes === 'signed';
    const files = isAny ? Infinity : filesOnRequest(profile);
    return files === 0 ? [] : [`${Math.min(files, delivery.perImage)} files of a ${name}`];
  });
  if (most.length === 0) return [];
  return [['Requests', `make at most ${most.join(', ')}; ${delivery.perDay} a day in all`]];
}

/** Files of variants and widths that are not made at upload. */
function filesOnRequest({ variants, formats, onDemand }: Profile): number {
  const ofVariants = Object.values(variants).map(({ on, formats: own = formats }) => {
    if ('smallest' in own) return 0;
    return own.length * (onDemand.widths.length + (on === 'request' ? 1 : 0));
  });
  return ofVariants.reduce((sum, files) => sum + files, 0);
}

function tokensOf({ url, tokenSecret, config: { auth } }: StartupBannerOptions): string {
  if (auth) return `from ${auth.issuer}`;
  const authorization = tokenSecret && `-H 'authorization: Bearer ${tokenSecret}' `;
  return `curl ${url}/dev/token ${authorization ?? ''}-H 'content-type: application/json' -d '{"sub":"ada"}'`;
}
