import { overlaps } from './overlaps.ts';

describe('overlaps', () => {
  const begin = (run: ReturnType<typeof overlaps>, key: string) => {
    const end = Promise.withResolvers<undefined>();
    const overlapped = run(key, async (asked) => {
      await end.promise;
      return asked();
    });
    return { end: () => end.resolve(undefined), overlapped };
  };

  it('are seen by both, also after one of them has ended', async () => {
    const run = overlaps();
    const [first, second] = [begin(run, 'a'), begin(run, 'a')];
    first.end();
    expect(await first.overlapped).toBe(true);
    second.end();
    expect(await second.overlapped).toBe(true);
  });

  it('are not runs of other keys, nor one after the other, also after a failure', async () => {
    const run = overlaps();
    const other = begin(run, 'b');
    await expect(run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const alone = begin(run, 'a');
    alone.end();
    expect(await alone.overlapped).toBe(false);
    other.end();
    expect(await other.overlapped).toBe(false);
  });
});
