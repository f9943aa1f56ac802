import { readFile } from 'node:fs/promises';
import { ERROR_CODES, webhookHeaders, type Event } from '@thumbing/config';
import * as z from 'zod';
import { comparable, PAGE, withEvents } from './events/page.ts';
import { deliveredRequest, realEvents, type DeliveredRequest } from './events/real-events.ts';
import { callSnippet, isInstalled } from './events/run-snippet.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** Languages of the snippets. A machine may lack the runtimes of some, but never of the first. */
const LANGUAGES = ['js', 'python', 'go', 'java', 'ruby'];

let document: string;
let events: readonly Event[];
beforeAll(async () => {
  document = await readFile(PAGE, 'utf8');
  events = await realEvents();
});

const codeBlocks = (language: string): string[] =>
  [...document.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    ([, code = '']) => code,
  );

const sectionOf = (heading: string): string =>
  document.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

describe('docs/events.md', () => {
  it('shows the meaning of each type, and a real event', () => {
    if (comparable(document) === comparable(withEvents(document, events))) return;
    throw new Error('docs/events.md is stale: `npx nx reference tools-checks` renews it');
  });

  it('has a row for each error code', () => {
    const codes = [...sectionOf('Error codes').matchAll(/^\| `([\w-]+)` +\| (\w+) /gm)];
    expect(codes.map(([, code]) => code).sort()).toEqual(ERROR_CODES.toSorted());
    expect(codes.filter(([, , status]) => status === 'failed').map(([, code]) => code)).toEqual([
      'processing-failed',
    ]);
  });

  it('states every header of a webhook, and its value', async () => {
    const { headers } = await delivered(new Date());
    const names = Object.keys(headers).filter((name) => /^(?:webhook-|content-type)/.test(name));
    expect(Object.keys(webhookHeaders.parse(headers))).toEqual(names);
    const rows = sectionOf('Webhooks').matchAll(/^\| `([\w-]+)` +\| (.+?) +\|$/gm);
    expect([...rows].map(([, name, value]) => [name, value])).toEqual(valuesOfHeaders());
  });

  for (const language of LANGUAGES) {
    (isInstalled(language) ? it : it.skip)(
      `verifies a real request in ${language}, and refuses forged, altered and old ones`,
      async () => {
        const [snippet = '', ...others] = codeBlocks(language);
        expect(others).toEqual([]);
        const fresh = argumentsOf(await delivered(new Date()));
        const old = argumentsOf(await delivered(new Date(Date.now() - 301_000)));
        const results = await callSnippet(language, snippet, [
          listOf(fresh),
          listOf({ ...fresh, secret: SECRET.replace('whsec_', '') }),
          listOf({ ...fresh, signatures: `v1,AAAA ${fresh.signatures}` }),
          listOf({ ...fresh, secret: 'whsec_c29tZW9uZSBlbHNlJ3M=' }),
          listOf({ ...fresh, body: `${fresh.body} ` }),
          listOf({ ...fresh, id: `${fresh.id}x` }),
          listOf({ ...fresh, timestamp: 'soon' }),
          listOf({ ...fresh, signatures: fresh.signatures.replace('v1,', 'v2,') }),
          listOf({ ...fresh, signatures: '' }),
          listOf(old),
        ]);
        expect(results).toEqual([true, true, true, ...Array<boolean>(7).fill(false)]);
      },
      // A first build with Go compiles its standard library.
      600_000,
    );
  }
});

/** The names of a webhook's headers, and their values as the page states them. */
const valuesOfHeaders = () =>
  Object.entries(webhookHeaders.shape).map(([name, field]) => [
    name,
    field instanceof z.ZodLiteral ? `\`${field.value}\`` : field.description,
  ]);

/** A request as it is sent to a webhook at this time. */
async function delivered(time: Date): Promise<DeliveredRequest> {
  const [first] = events;
  if (!first) throw new Error('no event was published');
  return deliveredRequest(first, { secret: SECRET, clock: { now: () => time } });
}

/** The arguments of a snippet's function. */
const argumentsOf = ({ headers, body }: DeliveredRequest) => ({
  secret: SECRET,
  id: headers['webhook-id'] ?? '',
  timestamp: headers['webhook-timestamp'] ?? '',
  signatures: headers['webhook-signature'] ?? '',
  body,
});

const listOf = ({
  secret,
  id,
  timestamp,
  signatures,
  body,
}: ReturnType<typeof argumentsOf>): string[] => [secret, id, timestamp, signatures, body];
