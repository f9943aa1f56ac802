import type { OriginalKey, RenditionKey } from '@thumbing/config';
import type { Rendered, RenderOptions } from '@thumbing/image-processor';
import { deliveryWorld } from './testing/delivery-world.ts';
import { makeOnce } from './make-once.ts';

const width = (image: OriginalKey, n: number): RenditionKey => ({
  ...image,
  recipe: `width=${n}`,
  format: 'webp',
});

/** A world that counts its renders, and holds them back until it is told. */
async function counting(makes = { atOnce: 2, waiting: 2 }) {
  const { deps, ready } = deliveryWorld();
  const image = await ready();
  const go: PromiseWithResolvers<void> = Promise.withResolvers();
  const written: PromiseWithResolvers<void> = Promise.withResolvers();
  const counts = { started: 0, working: 0, most: 0 };
  const render = async (bytes: Uint8Array, options: RenderOptions): Promise<Rendered> => {
    counts.started += 1;
    counts.working += 1;
    counts.most = Math.max(counts.most, counts.working);
    await go.promise;
    counts.working -= 1;
    return deps.render(bytes, options);
  };
  const clock = { ...deps.clock, sleep: () => new Promise<never>(() => undefined) };
  const renditions = { ...deps.renditions, write: () => written.promise };
  const make = makeOnce({ ...deps, clock, render, makes, renditions });
  return { image, counts, go: go.resolve, make, written: written.resolve };
}

describe('makeOnce', () => {
  it('makes a rendition once for fifty who ask for it', async () => {
    const { image, counts, go, make } = await counting();
    const asked = Array.from({ length: 50 }, () => make(width(image, 9)));
    go();
    const made = await Promise.all(asked.map(({ result }) => result));
    expect(counts.started).toBe(1);
    expect(new Set(made.map(({ data }) => data)).size).toBe(1);
    expect(asked.filter(({ joined }) => !joined).length).toBe(1);
  });

  it('makes so many at once, lets so many wait, and refuses the rest', async () => {
    const { image, counts, go, make } = await counting();
    const asked = Array.from({ length: 6 }, (_, n) => make(width(image, n + 1)).result);
    const ends = Promise.allSettled(asked);
    go();
    expect((await ends).map(({ status }) => status)).toEqual([
      ...Array.from({ length: 4 }, () => 'fulfilled'),
      'rejected',
      'rejected',
    ]);
    expect(counts).toMatchObject({ started: 4, most: 2 });
    await expect(asked[5]).rejects.toMatchObject({ name: 'BusyError' });
  });

  it('does not begin what nobody waits for any more', async () => {
    const { image, counts, go, make } = await counting({ atOnce: 1, waiting: 9 });
    const first = make(width(image, 1)).result;
    const leaver = new AbortController();
    const left = make(width(image, 2), leaver.signal).result;
    leaver.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    go();
    await first;
    expect(counts.started).toBe(1);
  });

  it('has a place again after one that failed', async () => {
    const { image, go, make } = await counting({ atOnce: 1, waiting: 0 });
    go();
    await expect(make(width(image, 0)).result).rejects.toThrow();
    await make(width(image, 1)).result;
  });

  it('makes it once also for one who asks after the answer, and before it is kept', async () => {
    const { image, counts, go, make, written } = await counting();
    go();
    await make(width(image, 1)).result;
    await make(width(image, 1)).result;
    expect(counts.started).toBe(1);
    written();
  });
});
