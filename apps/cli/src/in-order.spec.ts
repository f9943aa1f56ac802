import { inOrder } from './in-order.ts';

/** Work that ends when it is told to. */
function controlled(): {
  started: number[];
  end: PromiseWithResolvers<string>[];
  work: (n: number) => Promise<string>;
} {
  const started: number[] = [];
  const end = Array.from({ length: 5 }, () => Promise.withResolvers<string>());
  const work = (n: number): Promise<string> => {
    started.push(n);
    return end[n]?.promise ?? Promise.reject(new Error('no such work'));
  };
  return { started, end, work };
}

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const result of results) collected.push(result);
  return collected;
}

const turns = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

it('yields in the order of the items, whichever ends first', async () => {
  const { end, work } = controlled();
  const results = collect(inOrder([0, 1, 2, 3, 4], 5, work));
  for (const n of [3, 0, 4, 2, 1]) end[n]?.resolve(`result ${n}`);
  expect(await results).toEqual([0, 1, 2, 3, 4].map((n) => `result ${n}`));
});

it('works on as many at once as it may, also while the first takes long', async () => {
  const { started, end, work } = controlled();
  const results = collect(inOrder([0, 1, 2, 3, 4], 2, work));
  await turns();
  expect(started).toEqual([0, 1]);
  end[1]?.resolve('');
  await turns();
  expect(started).toEqual([0, 1, 2]);
  for (const { resolve } of end) resolve('');
  expect(await results).toHaveLength(5);
});

it('starts nothing more after a failure, and throws it in its turn', async () => {
  const { started, end, work } = controlled();
  const yielded: string[] = [];
  const consumed = (async () => {
    for await (const result of inOrder([0, 1, 2, 3, 4], 2, work)) yielded.push(result);
  })();
  await turns();
  end[1]?.reject(new Error('the disk is full'));
  await turns();
  end[0]?.resolve('the first');
  await expect(consumed).rejects.toThrow('the disk is full');
  expect(yielded).toEqual(['the first']);
  expect(started).toEqual([0, 1]);
});

it('ends at once when there is nothing to do', async () => {
  expect(await collect(inOrder([], 2, async () => 1))).toEqual([]);
});
