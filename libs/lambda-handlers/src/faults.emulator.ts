import { parseConfig, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import fc from 'fast-check';
import { endOf } from './testing/end-state.ts';
import { context } from './testing/events.ts';
import { faultyEdition, type FaultyEdition } from './testing/faulty-edition.ts';
import { SOUND, type Fault, type Faults } from './testing/faulty-network.ts';
import { pollerOf, type Lambda } from './testing/lambda-poller.ts';
import { queueSubscriber } from './testing/queue-subscriber.ts';
import { changeOf } from './testing/table-changes.ts';

/** The end of every upload is that of a run without faults, although functions are killed and services fail. */

const CONFIG = parseConfig({
  profiles: {
    avatar: {
      variants: { large: { resize: { width: 32 } }, thumb: { resize: { width: 8 } } },
      formats: ['webp'],
    },
  },
});
const ORIGINALS = {
  picture: await photo({ width: 64, height: 48, format: 'png' }),
  text: Buffer.from('not a picture'),
};
let edition: FaultyEdition;
let lambda: Lambda;
let received: Awaited<ReturnType<typeof queueSubscriber>>;
/** Ids of the events that were expected so far. */
const announced: string[] = [];
beforeAll(async () => {
  edition = await faultyEdition(CONFIG);
  lambda = pollerOf(edition);
  received = await queueSubscriber(edition.names.topic);
});
afterAll(() => edition.network.close());

/** Expects these outcomes to be announced, each by an event whose copies are equal, and nothing else. */
async function expectAnnounced({ id }: OriginalKey, ...names: readonly string[]): Promise<void> {
  announced.push(...names.map((name) => `${id}.${name}`));
  const events = await received(announced.length);
  expect([...new Set(events.map((event) => event.id))].sort()).toEqual([...announced].sort());
  const different = new Set(events.map((event) => JSON.stringify(event)));
  expect(different.size).toBe(announced.length);
}

/** Kills a function at its n-th request, which may still arrive: nothing does that it would send after that. */
function killedAt(nth: number, last: Fault): Faults {
  let requests = 0;
  return () => {
    requests += 1;
    if (requests < nth) return undefined;
    return requests === nth ? last : 'lost';
  };
}

/** The end of an upload without faults, and the number of its requests. */
async function calmly(original: Uint8Array) {
  let requests = 0;
  const key = await lambda.upload(original);
  edition.network.faults = () => {
    requests += 1;
    return undefined;
  };
  expect(await lambda.deliver()).toBe(0);
  const end = await endOf(edition, key);
  await expectAnnounced(key, end.status);
  return { end, requests };
}

it.each(['picture', 'text'] as const)(
  'a %s ends as without faults, at whichever request its function is killed',
  async (name) => {
    const { end, requests } = await calmly(ORIGINALS[name]);
    expect(requests).toBeGreaterThan(4);
    for (let nth = 1; nth <= requests; nth += 1) {
      for (const last of ['lost', 'unanswered'] as const) {
        const key = await lambda.upload(ORIGINALS[name]);
        edition.network.faults = killedAt(nth, last);
        expect(await lambda.deliver()).toBe(1);
        await lambda.settle();
        expect(await endOf(edition, key)).toEqual(end);
        await expectAnnounced(key, end.status);
      }
    }
  },
);

it.each`
  service       | fault           | requests | failures
  ${'sns'}      | ${'lost'}       | ${99}    | ${1}
  ${'sns'}      | ${'unanswered'} | ${99}    | ${1}
  ${'s3'}       | ${'throttled'}  | ${99}    | ${1}
  ${'dynamodb'} | ${'throttled'}  | ${99}    | ${1}
  ${'dynamodb'} | ${'throttled'}  | ${2}     | ${0}
  ${'dynamodb'} | ${'unanswered'} | ${1}     | ${0}
`(
  'a picture ends as without faults though $requests requests to $service are $fault',
  async ({ service, fault, requests, failures }: Outage) => {
    const { end } = await calmly(ORIGINALS.picture);
    const key = await lambda.upload(ORIGINALS.picture);
    let left = requests;
    edition.network.faults = (asked) => (asked === service && left-- > 0 ? fault : undefined);
    expect(await lambda.deliver()).toBe(failures);
    await lambda.settle();
    expect(await endOf(edition, key)).toEqual(end);
    await expectAnnounced(key, end.status);
  },
);

it('a deletion is finished though SQS was down after it was recorded', async () => {
  const key = await lambda.upload(ORIGINALS.picture);
  await lambda.settle();
  await edition.deleteImage('ada', key.id);
  const change = { Records: [changeOf(await edition.storage.records.get(key.id))] };
  edition.network.faults = (service) => (service === 'sqs' ? 'lost' : undefined);
  await expect(edition.relay(change, context)).rejects.toThrow();
  edition.network.faults = SOUND;
  // Lambda repeats what follows from a change.
  await edition.relay(change, context);
  await lambda.settle();
  expect(await endOf(edition, key)).toEqual({ status: 'none', original: false, files: {} });
  await expectAnnounced(key, 'ready', 'deleted');
});

const stories = fc.record({
  original: fc.constantFrom('picture', 'picture', 'text'),
  notifications: fc.integer({ min: 1, max: 3 }),
  faults: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('lost', 'unanswered', 'throttled') },
    ),
    { maxLength: 40, size: 'max' },
  ),
});

it('an upload ends as without faults, whatever goes wrong with which request', async () => {
  const [picture, text] = [await calmly(ORIGINALS.picture), await calmly(ORIGINALS.text)];
  await fc.assert(
    fc.asyncProperty(stories, async ({ original, notifications, faults }) => {
      const key = await lambda.upload(ORIGINALS[original], notifications);
      const left = [...faults];
      edition.network.faults = () => left.shift();
      for (let rounds = 0; rounds < 3; rounds += 1) await lambda.deliver();
      await lambda.settle();
      const { end } = { picture, text }[original];
      expect(await endOf(edition, key)).toEqual(end);
      await expectAnnounced(key, end.status);
    }),
    { seed: 20_260_101, numRuns: 30 },
  );
});

interface Outage {
  readonly service: string;
  readonly fault: Fault;
  readonly requests: number;
  readonly failures: number;
}
