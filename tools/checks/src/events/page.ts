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
      `\`\`\`json\n${JSON.stringify(event, null, 2)}\n\`\`\`\n\n`,
    ].join('\n\n'),
  );
  return page.replace(GENERATED, () => sections.join(''));
}

/** A page without the values that depend on the encoders' versions. */
export const comparable = (page: string): string =>
  page.replaceAll(/"(bytes|thumbhash|color)": (?:\d+|".*?")/g, '"$1": …');
