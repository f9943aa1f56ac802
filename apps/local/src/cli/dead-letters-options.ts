import { parseArgs } from 'node:util';
import { dataDirOf, orUsageError, UsageError } from './options.ts';

export interface DeadLettersOptions {
  readonly action: 'list' | 'show' | 'redrive';
  readonly ids: readonly string[];
  readonly all: boolean;
  readonly json: boolean;
  readonly dataDir: string;
}

export const DEAD_LETTERS_USAGE = `Usage: npm start -- dead-letters <command> [options]

Images that failed or took too long to render, and events that a webhook did not
accept. Works while the server runs, and while it does not.

  list                 list them, the oldest first
  show <id>            show one in full
  redrive <id>...      process or deliver them again
  redrive --all        the same for all that are listed

  --json               print one JSON object per line
  --data-dir <folder>  data directory of the server (default: ./.thumbing)
  --help               show this help`;

/** Parses what follows `dead-letters`. Returns `undefined` for `--help`. Throws a `UsageError`. */
export function parseDeadLetters(args: readonly string[]): DeadLettersOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [action, ...ids] = positionals;
  const { all = false, json = false } = values;
  if (action !== 'list' && action !== 'show' && action !== 'redrive') {
    const found = action === undefined ? 'a command is missing' : `the command is '${action}'`;
    throw usageError(`${found}: use list, show or redrive`);
  }
  if (all && action !== 'redrive') throw usageError(`${action} takes no --all`);
  if (action === 'list' && ids.length > 0) throw usageError('list takes no ids: use show');
  if (action === 'show' && ids.length !== 1) throw usageError('show takes one id of the list');
  if (action === 'redrive' && all === ids.length > 0) {
    throw usageError('redrive takes ids of the list, or --all for every one');
  }
  return { action, ids, all, json, dataDir: dataDirOf(values['data-dir']) };
}

const parse = (args: readonly string[]) =>
  orUsageError(
    () =>
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          all: { type: 'boolean' },
          json: { type: 'boolean' },
          'data-dir': { type: 'string' },
          help: { type: 'boolean' },
        },
      }),
    DEAD_LETTERS_USAGE,
  );

const usageError = (message: string): UsageError => new UsageError(message, DEAD_LETTERS_USAGE);
