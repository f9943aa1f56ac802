import type { Event, Image } from '@thumbing/config';
import type { Fate, Known } from './clients.ts';
import type { Message } from './data-directory.ts';
import { hashOf, type Expected, type Picture } from './pictures.ts';

/** All that is left after a run. */
export interface EndState {
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly fates: readonly Fate[];
  /** Images by id, also those whose grant a client gave up. */
  readonly known: ReadonlyMap<string, Known>;
  /** Images of the API by id. */
  readonly images: ReadonlyMap<string, Image>;
  readonly events: readonly Event[];
  readonly messages: readonly Message[];
  /** SHA-256 of every file by its path. */
  readonly originals: ReadonlyMap<string, string>;
  readonly renditions: ReadonlyMap<string, string>;
  readonly staging: ReadonlyMap<string, string>;
}

/** A difference from the end of a run without faults. */
export interface Problem {
  readonly kind: 'lost' | 'misjudged' | 'partial' | 'event' | 'file' | 'charge' | 'crash';
  readonly text: string;
}

/** Compares the end of a run with that of a run without faults, which the pictures and the schedule tell. */
export function judge(end: EndState): readonly Problem[] {
  const images = end.fates.flatMap((fate) => judgeFate(end, fate));
  const used = new Set(end.fates.map(({ id }) => id));
  const unused = [...end.known.keys()].filter((id) => !used.has(id));
  return [
    ...images,
    ...unused.flatMap((id) => judgeUnused(end, id)),
    ...judgeFiles(end),
    ...judgeMessages(end),
  ];
}

function judgeFate(end: EndState, { upload, id, status, code }: Fate): readonly Problem[] {
  const expected = end.pictures.get(upload.picture)?.expected;
  if (!expected) throw new Error(`there is no picture '${upload.picture}'`);
  const name = `${upload.picture} (${id ?? 'no id'})`;
  if (expected.status === 'refused') {
    return status === 'refused' && code === expected.code
      ? []
      : [{ kind: 'misjudged', text: `${name} is not refused as ${expected.code}` }];
  }
  if (id === undefined) return [{ kind: 'lost', text: `${name} is refused as ${code ?? ''}` }];
  if (status === 'deleted') return judgeDeleted(end, id, name);
  return judgeImage(end, id, name, expected);
}

/** A grant that a client gave up may have been used all the same, if the response was lost. */
function judgeUnused(end: EndState, id: string): readonly Problem[] {
  const [found, known] = [end.images.get(id), end.known.get(id)];
  const expected = end.pictures.get(known?.picture ?? '')?.expected;
  const isOpen = found?.status === 'pending' || found?.status === 'expired';
  const isUnused = isOpen && !end.originals.has(`avatar/${id}`);
  if (isUnused || !expected || expected.status === 'refused') return [];
  return judgeImage(end, id, `${known?.picture ?? ''} (${id})`, expected);
}

type Judged = Exclude<Expected, { readonly status: 'refused' }>;

function judgeImage(end: EndState, id: string, name: string, expected: Judged): readonly Problem[] {
  const found = end.images.get(id);
  if (found?.status !== 'ready' && found?.status !== 'rejected' && found?.status !== 'failed') {
    return [{ kind: 'lost', text: `${name} is ${found?.status ?? 'unknown'}` }];
  }
  const reason = found.error ? `, ${found.error.code}: ${found.error.detail}` : '';
  const isExpected =
    found.status === expected.status &&
    (expected.status === 'ready' || found.error?.code === expected.code);
  if (!isExpected) return [{ kind: 'misjudged', text: `${name} is ${found.status}${reason}` }];
  return judgeEvents(end, id, name, [found.status], []);
}

function judgeDeleted(end: EndState, id: string, name: string): readonly Problem[] {
  const found = end.images.get(id);
  return [
    ...(found
      ? [{ kind: 'file', text: `${name} is ${found.status}, but was deleted` } as const]
      : []),
    ...judgeEvents(end, id, name, ['deleted'], ['ready', 'rejected']),
  ];
}

/** Each outcome has one id, however often it is delivered; those that may precede a deletion are optional. */
function judgeEvents(
  { events }: EndState,
  id: string,
  name: string,
  needed: readonly string[],
  optional: readonly string[],
): readonly Problem[] {
  const ids = new Set(events.filter(({ subject }) => subject === id).map((event) => event.id));
  const missing = needed.filter((outcome) => !ids.has(`${id}.${outcome}`));
  const possible = [...needed, ...optional].map((outcome) => `${id}.${outcome}`);
  const unknown = [...ids].filter((each) => !possible.includes(each));
  return [
    ...missing.map((outcome) => ({
      kind: 'event' as const,
      text: `${name} has no event ${outcome}`,
    })),
    ...unknown.map((each) => ({ kind: 'event' as const, text: `${name} has the event ${each}` })),
  ];
}

/** The files are those of the images, whole, and no others. */
function judgeFiles(end: EndState): readonly Problem[] {
  const [originals, renditions] = [new Map<string, string>(), new Map<string, string>()];
  for (const { id, status, profile } of end.images.values()) {
    const picture = end.pictures.get(end.known.get(id)?.picture ?? '');
    if (!picture || status !== 'ready' || picture.expected.status !== 'ready') continue;
    originals.set(`${profile}/${id}`, hashOf(picture.bytes));
    for (const [file, hash] of picture.expected.renditions) {
      renditions.set(`${profile}/${id}/${file}`, hash);
    }
  }
  return [
    ...differences('original', end.originals, originals),
    ...differences('rendition', end.renditions, renditions),
    ...differences('temporary file', end.staging, new Map()),
  ];
}

function differences(
  what: string,
  actual: ReadonlyMap<string, string>,
  expected: ReadonlyMap<string, string>,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const path of actual.keys()) {
    if (!expected.has(path)) problems.push({ kind: 'file', text: `the ${what} ${path} is left` });
  }
  for (const [path, hash] of expected) {
    const found = actual.get(path);
    if (found === undefined)
      problems.push({ kind: 'lost', text: `the ${what} ${path} is missing` });
    else if (found !== hash)
      problems.push({ kind: 'partial', text: `the ${what} ${path} is another file` });
  }
  return problems;
}

/**
 * Two kinds of message may be left: that of a deleted image, and an event that the receiver has accepted without a
 * response, which is sent again.
 */
function judgeMessages({ messages, images, events }: EndState): readonly Problem[] {
  const accepted = new Set(events.map(({ id }) => id));
  const mayWait = ({ queue, id }: Message): boolean =>
    queue === 'inbox' ? !images.has(id) : accepted.has(id);
  return messages
    .filter((message) => message.state === 'leased' || !mayWait(message))
    .map(({ queue, state, id }) => ({
      kind: 'lost',
      text: `the message ${id} is ${state} in ${queue}`,
    }));
}
