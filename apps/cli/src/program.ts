import { ConfigError } from '@thumbing/config';
import { loadConfig } from '@thumbing/config/load';
import { Command, CommanderError } from 'commander';
import type { CommandContext } from './command-context.ts';
import type { SignRequest } from './sign-address.ts';
import { UsageError } from './usage-error.ts';

export const EXIT = { ready: 0, rejected: 1, usage: 2, failed: 3 } as const;

const EPILOGUE = `
Quoted globs, such as 'photos/**/*.jpg', are expanded on every system.

Exit codes:
  ${EXIT.ready}  every image is ready
  ${EXIT.rejected}  at least one image was rejected; it has no renditions
  ${EXIT.usage}  usage or configuration error; nothing was written
  ${EXIT.failed}  system error, such as a full disk; finished images are kept`;

/** Keys that the one-machine edition made in its data directory. */
const KEY_FILE = '.thumbing/keys/addresses.json';

const SIGN_EPILOGUE = `
A path with width=* is signed once for all widths of its profile. An extension,
such as .webp, may be added to a signed path, or left out.

Exit codes:
  ${EXIT.ready}  the addresses were printed
  ${EXIT.usage}  usage error; nothing was printed
  ${EXIT.failed}  system error`;

interface CommonOptions {
  readonly config?: string;
  readonly json?: true;
}

interface ProcessOptions extends CommonOptions {
  readonly profile?: string;
  readonly out?: string;
}

/** Runs the command line and returns its exit code. */
export async function run(args: readonly string[], context: CommandContext): Promise<number> {
  let allReady: boolean | undefined;
  const program = newProgram(context);
  addProcess(program, context, (ready) => (allReady = ready));
  addInspect(program, context, (ready) => (allReady = ready));
  addSign(program, context, (ready) => (allReady = ready));
  try {
    await program.parseAsync(args, { from: 'user' });
    return allReady === true ? EXIT.ready : EXIT.rejected;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ready : EXIT.usage;
    context.stderr.write(`error: ${messageOf(error)}\n`);
    return error instanceof UsageError || error instanceof ConfigError ? EXIT.usage : EXIT.failed;
  }
}

const newProgram = ({ version, stdout, stderr }: CommandContext): Command =>
  new Command('thumbing')
    .description('Validate images and render them in the sizes and formats of a profile.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print help for a command')
    .exitOverride()
    // Required arguments stand in angle brackets in the list of commands too.
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
    })
    .addHelpText('after', EPILOGUE);

type Done = (allReady: boolean) => void;

function addProcess(program: Command, context: CommandContext, done: Done): void {
  addCommand(program, 'process', 'render each file in every variant of a profile')
    .option('-p, --profile <name>', 'profile: avatar, banner, photo or one of your own')
    .option('-o, --out <folder>', 'output folder: <folder>/<file>/<variant>.<format>')
    .action(async (patterns: string[], { profile, out, ...options }: ProcessOptions) => {
      if (patterns.length === 0 || profile === undefined || out === undefined) {
        const given = {
          '<files...>': patterns[0],
          '--profile <name>': profile,
          '--out <folder>': out,
        };
        throw missingArguments('process', given);
      }
      const { processImages } = await import('./process-images.ts');
      const { config } = await loadConfig(context.folder, options.config);
      done(await processImages({ ...options, profile, out, patterns, config }, context));
    });
}

function addInspect(program: Command, context: CommandContext, done: Done): void {
  addCommand(
    program,
    'inspect',
    'print the facts in the header of each file, and check that at least one profile accepts it',
  ).action(async (patterns: string[], options: CommonOptions) => {
    if (patterns.length === 0) throw missingArguments('inspect', { '<files...>': undefined });
    const { inspectImages } = await import('./inspect-images.ts');
    const { config } = await loadConfig(context.folder, options.config);
    done(await inspectImages({ ...options, patterns, config }, context));
  });
}

function addSign(program: Command, context: CommandContext, done: Done): void {
  program
    .command('sign [path]')
    .usage('[options] <path>')
    .description('sign the address of an image, such as /photo/<id>/width=300,fit=cover')
    .option('-k, --key-file <file>', 'keys of a server; the first one signs', KEY_FILE)
    .option('-e, --expires <duration>', "time until it ends, such as '1 hour' (default: never)")
    .option('-w, --widths <list>', 'print a line for each width: 320,640 for width=*')
    .option('--json', 'print one line of JSON per address, in order')
    .addHelpText('after', SIGN_EPILOGUE)
    .action(async (path: string | undefined, options: Omit<SignRequest, 'path'>) => {
      if (path === undefined) throw missingArguments('sign', { '<path>': path });
      const { signAddress } = await import('./sign-address.ts');
      await signAddress({ ...options, path }, context);
      done(true);
    });
}

/** A command over files. Commander would report missing arguments one at a time, so none is required here. */
const addCommand = (program: Command, name: string, description: string): Command =>
  program
    .command(`${name} [files...]`)
    .usage('[options] <files...>')
    .description(description)
    .option('-c, --config <file>', 'configuration file (default: thumbing.config.ts)')
    .option('--json', 'print one line of JSON per file, in order')
    .addHelpText('after', EPILOGUE);

/** Begins in lowercase, after commander's own `error: `. */
function messageOf(error: unknown): string {
  if (error instanceof ConfigError) return `the configuration is invalid:\n${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** Names everything that is missing at once. */
function missingArguments(
  command: string,
  given: Readonly<Record<string, string | undefined>>,
): UsageError {
  const missing = Object.keys(given).filter((name) => given[name] === undefined);
  const list = new Intl.ListFormat('en').format(missing);
  return new UsageError(`missing ${list}; see 'thumbing help ${command}'`);
}
