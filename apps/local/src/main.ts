import { inspect } from 'node:util';
import { ConfigError } from '@thumbing/config';
import { loadConfig } from '@thumbing/config/load';
import { parseCommand, type Command, type CommandNamed } from './cli/command.ts';
import { deadLetters } from './cli/dead-letters.ts';
import { USAGE, UsageError, type Options } from './cli/options.ts';
import { startupBanner } from './cli/startup-banner.ts';
import { errorOf } from './cli/startup-error.ts';
import { exitCodeOf, reconciliationText } from './cli/reconciliation-text.ts';
import { backUp } from './commands/backup.ts';
import { doctor } from './commands/doctor/doctor.ts';
import { doctorJson, doctorReport } from './commands/doctor/report.ts';
import { reconcileDirectory } from './commands/reconcile.ts';
import { rotateAddressKey } from './commands/rotate-address-key.ts';
import { start, type Running } from './start.ts';

let command: Command | undefined;
try {
  command = parseCommand(process.argv.slice(2), process.env);
  if (!command) console.log(USAGE);
  else await run(command);
} catch (error) {
  console.error(errorOf(command?.name ?? 'start', error));
  process.exit(error instanceof ConfigError || error instanceof UsageError ? 2 : 1);
}

function run(command: Command): Promise<void> {
  switch (command.name) {
    case 'start':
      return serve(command.options);
    case 'doctor':
      return diagnose(command);
    case 'backup':
      return makeBackup(command);
    case 'reconcile':
      return repair(command);
    case 'rotate-address-key':
      return rotate(command);
    case 'dead-letters':
      return deadLetters(command.args, { print: console.log, log, now: Date.now() });
  }
}

async function serve(options: Options): Promise<void> {
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

async function diagnose({ dataDir, config: path, json }: CommandNamed<'doctor'>): Promise<void> {
  const { config } = await loadConfig(process.cwd(), path);
  const keepsOriginals = config.retention.originals === undefined;
  const diagnosis = await doctor({ dataDir, keepsOriginals });
  console.log(json ? doctorJson(diagnosis) : doctorReport(diagnosis, dataDir));
  // Set rather than exited with: a pipe may not have taken the whole report.
  process.exitCode = diagnosis.findings.length > 0 ? 1 : 0;
}

async function repair({ json, ...options }: CommandNamed<'reconcile'>): Promise<void> {
  const report = await reconcileDirectory({ ...options, log });
  console.log(json ? JSON.stringify(report) : reconciliationText(report, options.dryRun));
  process.exitCode = exitCodeOf(report);
}

async function makeBackup({ dataDir, target }: CommandNamed<'backup'>): Promise<void> {
  const { images, files } = await backUp({ dataDir, target });
  console.log(`Backed up ${dataDir} to ${target} (images: ${images}, files: ${files}).`);
}

async function rotate(options: CommandNamed<'rotate-address-key'>): Promise<void> {
  console.log(await rotateAddressKey(options));
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
