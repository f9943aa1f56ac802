import { inspect } from 'node:util';
import { ConfigError } from '@thumbing/config';
import { loadConfig } from '@thumbing/config/load';
import { parseOptions, USAGE, UsageError, type Options } from './cli/options.ts';
import { startupBanner } from './cli/startup-banner.ts';
import { startupError } from './cli/startup-error.ts';
import { start, type Running } from './start.ts';

try {
  const options = parseOptions(process.argv.slice(2), process.env);
  if (options) await run(options);
  else console.log(USAGE);
} catch (error) {
  console.error(startupError(error));
  process.exit(error instanceof ConfigError || error instanceof UsageError ? 2 : 1);
}

async function run(options: Options): Promise<void> {
  const { config, path } = await loadConfig(process.cwd(), options.config);
  const running = await start({ ...options, config, log });
  let stopped: Promise<void> | undefined;
  const stop = (): void => {
    stopped ??= stopAndExit(running);
  };
  // Under npm, Ctrl-C arrives twice: from the terminal and from npm.
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Last, since a reader of the banner may stop the process at once.
  console.log(startupBanner({ ...options, ...running, config, configPath: path }));
}

async function stopAndExit(running: Running): Promise<void> {
  console.log('Finishing the work in progress before stopping.');
  try {
    await running.stop();
    process.exit(0);
  } catch (error) {
    log('could not stop cleanly', error);
    process.exit(1);
  }
}

function log(message: string, cause?: unknown): void {
  // Inspected, to show nested causes: `fetch failed` alone explains nothing.
  const reason = cause === undefined ? '' : `: ${inspect(cause)}`;
  console.error(`${new Date().toISOString()} ${message}${reason}`);
}
