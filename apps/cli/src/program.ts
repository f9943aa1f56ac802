import { ConfigError } from '@thumbing/config';
import { loadConfig } from '@thumbing/config/load';
import { Command, CommanderError } from 'commander';
import type { Surroundings } from './surroundings.ts';
import { UsageError } from './usage-error.ts';

/** Everything is ready; some images were rejected; it was asked wrongly; the machine failed. */
export const EXIT = { ready: 0, rejected: 1, usage: 2, failed: 3 } as const;

const EPILOGUE = `
A glob such as 'photos/**/*.jpg' is expanded also where the shell does not.

Exit codes:
  ${EXIT.ready}  every image is ready
  ${EXIT.rejected}  some were rejected: nothing was made of those
  ${EXIT.usage}  it was asked wrongly, or the configuration is wrong: nothing was done
  ${EXIT.failed}  the machine failed (its disk is full, ...): what was finished stays`;

interface CommonOptions {
  readonly config?: string;
  readonly json?: true;
}

interface ProcessOptions extends CommonOptions {
  readonly profile: string;
  readonly out: string;
}

/** Runs the command line and answers its exit code. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  let allReady: boolean | undefined;
  const program = new Command('thumbing')
    .description('Checks pictures and turns each into the sizes and formats that a product needs.')
    .version(surroundings.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .addHelpText('after', EPILOGUE);

  const command = (name: string, description: string): Command =>
    program
      .command(`${name} <files...>`)
      .description(description)
      .option('-c, --config <file>', 'instead of thumbing.config.ts, if there is one')
      .option('--json', 'print one line of JSON a file, in their order')
      .addHelpText('after', EPILOGUE);

  command('process', 'make every rendition of a profile, of every file')
    .requiredOption('-p, --profile <name>', 'what to make: avatar, banner, photo or your own')
    .requiredOption('-o, --out <folder>', 'where to: <folder>/<file>/<variant>.<format>')
    .action(async (patterns: string[], options: ProcessOptions) => {
      const { processImages } = await import('./process-images.ts');
      const { config } = await loadConfig(surroundings.folder, options.config);
      allReady = await processImages({ ...options, patterns, config }, surroundings);
    });

  command(
    'inspect',
    'say what every file is by its header, and whether a profile accepts it',
  ).action(async (patterns: string[], options: CommonOptions) => {
    const { inspectImages } = await import('./inspect-images.ts');
    const { config } = await loadConfig(surroundings.folder, options.config);
    allReady = await inspectImages({ ...options, patterns, config }, surroundings);
  });

  try {
    await program.parseAsync(args, { from: 'user' });
    return allReady === true ? EXIT.ready : EXIT.rejected;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ready : EXIT.usage;
    stderr.write(`${explain(error)}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? EXIT.usage : EXIT.failed;
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is wrong:\n${error.message}`;
  if (error instanceof UsageError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
