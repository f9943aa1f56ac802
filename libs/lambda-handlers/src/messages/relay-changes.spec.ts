import { idOf, recordOf } from '@thumbing/pipeline/testing';
import { context } from '../testing/events.ts';
import { changeOf } from '../testing/table-changes.ts';
import { relayChanges } from './relay-changes.ts';

const deletedAt = '2026-01-01T00:00:02.000Z';
const deleted = (n: number) => changeOf(recordOf({ id: idOf(n), deletedAt }), n);

let sent: unknown[];
let logged: unknown[];
beforeEach(() => {
  [sent, logged] = [[], []];
});

const relay = relayChanges({
  inbox: {
    send: async (image, options) => {
      if (image.id === idOf(13)) throw new Error('the queue is down');
      sent.push([image, options]);
    },
  },
  logger: {
    addContext: () => undefined,
    info: () => undefined,
    error: (...line: readonly unknown[]) => void logged.push(line),
  },
});
const relayed = (...Records: readonly ReturnType<typeof changeOf>[]) =>
  relay({ Records: [...Records] }, context);

it.each([
  ['whose deletion has begun', { deletedAt }],
  ['that has expired', { status: 'expired', settledAt: deletedAt }],
] as const)("sends an image %s to the inbox, in its owner's turn", async (_, change) => {
  expect(await relayed(changeOf(recordOf(change)))).toEqual({ batchItemFailures: [] });
  expect(sent).toEqual([[{ profile: 'avatar', id: idOf(1) }, { group: 'ada' }]]);
});

it('sends no other image: its original may be missing', async () => {
  const settled = { settledAt: deletedAt };
  await relayed(
    changeOf(recordOf()),
    changeOf(recordOf({ status: 'processing' })),
    changeOf(recordOf({ status: 'ready', ...settled })),
    changeOf(undefined),
  );
  expect(sent).toEqual([]);
});

it('reads a record of a newer version', async () => {
  const newer = { ...recordOf({ deletedAt }), status: 'from-the-future', extra: true };
  await relayed(changeOf(newer));
  expect(sent).toHaveLength(1);
});

it('reports the first change that failed, from which Lambda repeats', async () => {
  expect(await relayed(deleted(1), deleted(13), deleted(2))).toEqual({
    batchItemFailures: [{ itemIdentifier: '13' }],
  });
  expect(sent).toHaveLength(1);
  const failure = { correlation_id: idOf(13), error: new Error('the queue is down') };
  expect(logged).toEqual([['change not relayed', failure]]);
});

it('throws if the first change of a batch fails, so that Lambda counts an error', async () => {
  await expect(relayed(deleted(13), deleted(1))).rejects.toThrow('the queue is down');
  expect(sent).toEqual([]);
});
