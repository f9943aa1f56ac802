import { parseArgs } from 'node:util';
import { dataDirOf, orUsageError, parseOptions, UsageError, type Options } from './options.ts';

export type Command =
  | { readonly name: 'start'; readonly options: Options }
  | {
      readonly name: 'doctor';
      readonly dataDir: string;
      readonly config: string | undefined;
      /** Prints JSON, for programs. */
      readonly json: boolean;
    }
  | { readonly name: 'backup'; readonly dataDir: string; readonly target: string }
  | {
      readonly name: 'reconcile';
      readonly dataDir: string;
      readonly dryRun: boolean;
      readonly removeUnrecorded: boolean;
      /** Prints JSON, for programs. */
      readonly json: boolean;
    }
  | { readonly name: 'rotate-address-key'; readonly dataDir: string }
  | { readonly name: 'dead-letters'; readonly args: readonly string[] };

/** The command of a name. */
export type CommandNamed<Name extends Command['name']> = Extract<Command, { readonly name: Name }>;

/** Parses a command line that may begin with a command. Returns `undefined` for `--help`. Throws a `UsageError`. */
export function parseCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Command | undefined {
  const [name, ...rest] = args;
  if (name === 'doctor') return doctorOf(rest);
  if (name === 'backup') return backupOf(rest);
  if (name === 'reconcile') return reconcileOf(rest);
  if (name === 'rotate-address-key') return rotateOf(rest);
  // Has commands of its own, each with its options.
  if (name === 'dead-letters') return { name, args: rest };
  const options = parseOptions(args, env);
  return options && { name: 'start', options };
}

const flag = { type: 'boolean' } as const;
const text = { type: 'string' } as const;

function doctorOf(args: readonly string[]): Command | undefined {
  const options = { 'data-dir': text, config: text, json: flag, help: flag } as const;
  const { values } = orUsageError(() => parseArgs({ args: [...args], options }));
  if (values.help) return undefined;
  const { config, json = false } = values;
  return { name: 'doctor', dataDir: dataDirOf(values['data-dir']), config, json };
}

function reconcileOf(args: readonly string[]): Command | undefined {
  const options = {
    'data-dir': text,
    'dry-run': flag,
    'remove-unrecorded': flag,
    json: flag,
    help: flag,
  } as const;
  const { values } = orUsageError(() => parseArgs({ args: [...args], options }));
  if (values.help) return undefined;
  const { 'dry-run': dryRun = false, 'remove-unrecorded': removeUnrecorded = false } = values;
  const { json = false } = values;
  return {
    name: 'reconcile',
    dataDir: dataDirOf(values['data-dir']),
    dryRun,
    removeUnrecorded,
    json,
  };
}

function rotateOf(args: readonly string[]): Command | undefined {
  const options = { 'data-dir': text, help: flag } as const;
  const { values } = orUsageError(() => parseArgs({ args: [...args], options }));
  if (values.help) return undefined;
  return { name: 'rotate-address-key', dataDir: dataDirOf(values['data-dir']) };
}

function backupOf(args: readonly string[]): Command | undefined {
  const options = { 'data-dir': text, help: flag } as const;
  const { values, positionals } = orUsageError(() =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  if (values.help) return undefined;
  const [target, ...others] = positionals;
  if (target === undefined || target === '' || others.length > 0) {
    throw new UsageError('backup takes one folder: npm start -- backup /mnt/backups/today');
  }
  return { name: 'backup', dataDir: dataDirOf(values['data-dir']), target };
}
