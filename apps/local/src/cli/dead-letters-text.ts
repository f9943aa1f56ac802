import type { DeadLetter } from '../dead-letters/dead-letter.ts';

/** Columns of a terminal. */
const WIDTH = 80;

/** Table of dead letters, one a line. */
export function tableOf(letters: readonly DeadLetter[], now: number): string {
  if (letters.length === 0) return 'There are no dead letters.';
  const rows = [
    ['ID', 'AGE', 'FAILED'] as const,
    ...letters.map((letter) => [letter.id, ageOf(letter, now), summaryOf(letter)] as const),
  ];
  const width = Math.max(...rows.map(([id]) => id.length));
  return rows
    .map(([id, age, summary]) => fit(`${id.padEnd(width)}  ${age.padStart(4)}  ${summary}`))
    .join('\n');
}

/** All that is known about a dead letter, one fact a line. */
export function detailsOf(letter: DeadLetter, now: number): string {
  const { id, queue, since, error, image, event } = letter;
  return [
    ['id', id],
    ['queue', queue],
    ['since', `${since.toISOString()} (${ageOf(letter, now)})`],
    ['event', event?.id],
    ['image', image?.id],
    ['profile', image?.profile],
    ['owner', image?.owner],
    ['error', error],
  ]
    .flatMap(([name = '', value]) =>
      value === undefined ? [] : [`${name.padEnd(9)}${printable(value)}`],
    )
    .join('\n');
}

function summaryOf({ queue, image, event, error }: DeadLetter): string {
  if (event)
    return `${event.type.replace(/^.*\./, '')} to ${queue.replace(/^webhook of /, '')}: ${error}`;
  if (image) return `${image.profile} of ${image.owner}: ${error}`;
  return `${queue}: ${error}`;
}

/** Units from the longest, in seconds. */
const UNITS = { d: 86_400, h: 3_600, m: 60 };

function ageOf({ since }: DeadLetter, now: number): string {
  const seconds = Math.max(0, Math.floor((now - since.getTime()) / 1_000));
  const unit = Object.entries(UNITS).find(([, length]) => seconds >= length);
  return unit ? `${Math.floor(seconds / unit[1])}${unit[0]}` : `${seconds}s`;
}

function fit(line: string): string {
  const characters = Array.from(printable(line));
  return characters.length <= WIDTH
    ? characters.join('')
    : `${characters.slice(0, WIDTH - 1).join('')}…`;
}

/** Owners and errors come from elsewhere: they must not control the terminal. */
const printable = (text: string): string => text.replace(/\p{C}/gu, '?');
