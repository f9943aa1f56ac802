import { dirname } from 'node:path';
import type { Outcome, ReadyOutcome, RejectedOutcome, WrittenRendition } from './outcome.ts';
import type { CommandContext } from './command-context.ts';

/** Prints the outcomes: as JSON, line by line in order; for people, all at the end. Returns whether all are ready. */
export async function report(
  outcomes: AsyncIterable<Outcome>,
  json: boolean,
  { stdout, stderr }: Pick<CommandContext, 'stdout' | 'stderr'>,
): Promise<boolean> {
  const known: Outcome[] = [];
  try {
    for await (const outcome of outcomes) {
      known.push(outcome);
      if (json) stdout.write(`${JSON.stringify(outcome)}\n`);
    }
  } finally {
    if (!json) summarize(known, stdout, stderr);
  }
  return known.every(({ status }) => status === 'ready');
}

function summarize(
  outcomes: readonly Outcome[],
  stdout: NodeJS.WritableStream,
  stderr: NodeJS.WritableStream,
): void {
  for (const outcome of outcomes) {
    if (outcome.status === 'ready') stdout.write(`${printable(readyLine(outcome))}\n`);
    else stderr.write(`${printable(rejectedLine(outcome))}\n`);
  }
  stdout.write(`${totalLine(outcomes)}\n`);
}

function readyLine({ input, original, renditions = [] }: ReadyOutcome): string {
  const { format, width, height, bytes } = original;
  const facts = `${input}: ${format} ${width} x ${height}${animationOf(original)}`;
  const [first] = renditions;
  return first
    ? `${facts} → ${dirname(first.path)}: ${totalsOf(renditions)}`
    : `${facts}, ${size(bytes)}`;
}

function animationOf(original: ReadyOutcome['original']): string {
  if (original.frames === 1) return '';
  const frames = `, ${original.frames} frames`;
  return 'duration' in original ? `${frames} in ${original.duration} s` : frames;
}

const rejectedLine = ({ input, error }: RejectedOutcome): string =>
  `${input}: rejected (${error.code}): ${error.detail}`;

function totalLine(outcomes: readonly Outcome[]): string {
  const ready = outcomes.filter((outcome) => outcome.status === 'ready');
  const rejected = outcomes.length - ready.length;
  const parts = [`${ready.length} ready`, ...(rejected > 0 ? [`${rejected} rejected`] : [])];
  const renditions = ready.flatMap((outcome) => outcome.renditions ?? []);
  const total = renditions.length > 0 ? `; ${totalsOf(renditions)}` : '';
  return `${count(outcomes.length, 'image')}: ${parts.join(', ')}${total}`;
}

const totalsOf = (renditions: readonly WrittenRendition[]): string =>
  `${count(renditions.length, 'rendition')}, ${size(renditions.reduce((sum, { bytes }) => sum + bytes, 0))}`;

const count = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${value.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`;
}

/** Replaces control characters: a file name may contain escape sequences for the terminal. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '�');
