import { unknownLetter } from '../dead-letters/dead-letter.ts';
import { openDeadLetters, type DeadLetters } from '../dead-letters/open-dead-letters.ts';
import type { Log } from '../util/log.ts';
import { CommandError } from '../util/command-error.ts';
import {
  DEAD_LETTERS_USAGE,
  parseDeadLetters,
  type DeadLettersOptions,
} from './dead-letters-options.ts';
import { detailsOf, tableOf } from './dead-letters-text.ts';

export interface CommandContext {
  readonly print: (text: string) => void;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Lists dead letters, or has them processed again. Throws a `UsageError` or a `CommandError`. */
export async function deadLetters(args: readonly string[], context: CommandContext): Promise<void> {
  const options = parseDeadLetters(args);
  if (!options) {
    context.print(DEAD_LETTERS_USAGE);
    return;
  }
  try {
    const letters = openDeadLetters(options.dataDir, context.log);
    try {
      await run(letters, options, context);
    } finally {
      letters.close();
    }
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

const run = (letters: DeadLetters, options: DeadLettersOptions, context: CommandContext) =>
  ({ list, show, redrive })[options.action](letters, options, context);

async function list(
  letters: DeadLetters,
  { json }: DeadLettersOptions,
  { print, now }: CommandContext,
): Promise<void> {
  const all = await letters.all();
  if (!json) print(tableOf(all, now));
  else for (const letter of all) print(JSON.stringify(letter));
}

async function show(
  letters: DeadLetters,
  { ids: [id = ''], json }: DeadLettersOptions,
  { print, now }: CommandContext,
): Promise<void> {
  const letter = (await letters.all()).find((letter) => letter.id === id);
  if (!letter) throw new Error(unknownLetter(id));
  print(json ? JSON.stringify(letter) : detailsOf(letter, now));
}

/** Does as much as is possible, and then throws if that is not all. */
async function redrive(
  letters: DeadLetters,
  { ids, all, json }: DeadLettersOptions,
  { print }: CommandContext,
): Promise<void> {
  const wanted = all ? (await letters.all()).map(({ id }) => id) : ids;
  const refusals: string[] = [];
  for (const id of wanted) {
    const refusal = await letters.redrive(id);
    if (refusal !== undefined) refusals.push(refusal);
    else print(json ? JSON.stringify({ id }) : `${id} waits to be processed again`);
  }
  if (refusals.length > 0) throw new Error(refusals.join('\n'));
  if (wanted.length === 0 && !json) print('There are no dead letters.');
}
