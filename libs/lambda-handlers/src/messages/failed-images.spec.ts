import { idOf, recordOf } from '@thumbing/pipeline/testing';
import type { ImageRecord } from '@thumbing/pipeline';
import { context } from '../testing/events.ts';
import { failedImages } from './failed-images.ts';

const settledAt = '2026-01-01T00:00:01.000Z';
const failed = (n: number): ImageRecord =>
  recordOf({
    id: idOf(n),
    status: 'failed',
    error: { code: 'processing-failed', detail: 'storage is down' },
    settledAt,
  });
const imageOf = (n: number) => ({
  id: idOf(n),
  profile: 'avatar',
  owner: 'ada',
  since: settledAt,
  error: 'processing-failed: storage is down',
});

let records: Map<string, ImageRecord>;
let redriven: string[];
beforeEach(() => {
  records = new Map([1, 2].map((n) => [idOf(n), failed(n)]));
  redriven = [];
});

const ask = (event: unknown, timeLeft: () => number = () => 300_000) =>
  failedImages({
    records: { get: async (id) => records.get(id) },
    waiting: async function* () {
      yield* records.keys();
    },
    redrive: async (id) => {
      if (id === idOf(2)) throw new Error('the table is down');
      if (!records.has(id)) return `there is no image ${id}`;
      redriven.push(id);
      return undefined;
    },
    logger: { addContext: () => undefined, info: () => undefined, error: () => undefined },
  })(event, { ...context, getRemainingTimeInMillis: timeLeft });

it('lists the images that failed, without those that have changed since', async () => {
  records.set(idOf(2), recordOf({ id: idOf(2) }));
  expect(await ask({ list: {} })).toEqual({ images: [imageOf(1)], more: false });
});

it('lists a thousand at most, and tells that there are more', async () => {
  records = new Map(Array.from({ length: 1_001 }, (_, n) => [idOf(n), failed(n)]));
  expect(await ask({ list: {} })).toMatchObject({ images: { length: 1_000 }, more: true });
});

it('shows one image, unless it did not fail', async () => {
  expect(await ask({ show: idOf(1) })).toEqual(imageOf(1));
  await expect(ask({ show: idOf(9) })).rejects.toThrow(`image ${idOf(9)} did not fail`);
});

it('redrives as much as is possible, and gives the reasons for the rest', async () => {
  expect(await ask({ redrive: [idOf(9), idOf(2), idOf(1)] })).toEqual({
    redriven: [idOf(1)],
    refused: [
      `there is no image ${idOf(9)}`,
      `image ${idOf(2)} could not be redriven: see the log of failed-images`,
    ],
    more: false,
  });
});

it('redrives all, until its time is nearly over', async () => {
  records = new Map([1, 3, 4].map((n) => [idOf(n), failed(n)]));
  const answer = await ask({ redrive: 'all' }, () => (redriven.length < 2 ? 300_000 : 29_999));
  expect(answer).toEqual({ redriven: [idOf(1), idOf(3)], refused: [], more: true });
});

it.each([{}, { list: true }, { redrive: 'some' }, { show: idOf(1), redrive: 'all' }, undefined])(
  'refuses %j',
  async (event) => {
    await expect(ask(event)).rejects.toThrow('the request is not understood: send {"list":{}}');
  },
);
