import { inspect } from 'node:util';
import { ConfigError } from '@thumbing/config';
import { loadConfig } from '@thumbing/config/load';
import { explain } from './cli/startup-error.ts';
import { parseOptions, USAGE, UsageError, type Options } from './cli/options.ts';
import { start, type Running } from './start.ts';
import { welcome } from './cli/startup-banner.ts';

try {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options) await run(options);
  else console.log(USAGE);
} catch (error) {
  console.error(explain(error));
  process.exit(error instanceof ConfigError || error instanceof UsageError ? 2 : 1);
}

async function run(options: Options): Promise<void> {
  const { config, path } = await loadConfig(process.cwd(), options.config);
  const running = await start({ ...options, config, log });
  let stopped: Promise<void> | undefined;
  const stop = (): void => {
    stopped ??= stopAndExit(running);
  };
  // Ctrl-C under npm comes twice: from the terminal, and from npm.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Last: who reads that it is up may stop it at once.
  console.log(welcome({ ...options, url: running.url, config, configPath: path }));
}

async function stopAndExit(running: Running): Promise<void> {
  console.log('Stopping: what was begun is finished first.');
  try {
    await running.stop();
    process.exit(0);
  } catch (error) {
    log('it did not stop as it should', error);
    process.exit(1);
  }
}

function log(message: string, cause?: unknown): void {
  // With the causes of a cause: `fetch failed` alone helps nobody.
  const reason = cause === undefined ? '' : `: ${inspect(cause)}`;
  console.error(`${new Date().toISOString()} ${message}${reason}`);
}
