import { join } from 'node:path';
import { EVENTS, type Event } from '@thumbing/config';
import { ROOT } from '../nx.ts';

/** The path of the page about events. */
export const PAGE = join(ROOT, 'docs/events.md');

/** The generated part, from the comment that says so to the next section. */
const GENERATED = /(?<=^<!-- Generated .* -->\n\n)[^]*?(?=^## )/m;

/** The page with the meanings of these events, and the events themselves. */
export function withEvents(page: string, events: readonly Event[]): string {
  if (!GENERATED.test(page)) throw new Error('docs/events.md has no comment `Generated …`');
  const sections = events.map((event) =>
    [
      `### \`${event.type}\``,
      EVENTS[event.type].meaning,
      `\`\`\`json\n${jsonOf(event)}\n\`\`\`\n\n`,
    ].join('\n\n'),
  );
  return page.replace(GENERATED, () => sections.join(''));
}

/** JSON as Prettier has it: with lists of words on one line. */
const jsonOf = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(
    /\[\s+("\w+"(?:,\s+"\w+")*)\s+\]/g,
    (_, words: string) => `[${words.replaceAll(/\s+/g, ' ')}]`,
  );

/** A page without the values that depend on the encoders' versions. */
export const comparable = (page: string): string =>
  page.replaceAll(/"(bytes|thumbhash|color)": (?:\d+|".*?")/g, '"$1": …');
