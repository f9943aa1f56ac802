import { setTimeout } from 'node:timers/promises';
import { createBufferPool } from './buffer-pool.ts';
import { recipe } from '../recipe/recipe.ts';
import { render } from '../render.ts';
import { photo } from '../testing/index.ts';
import { LIMITS } from '../testing/make.ts';
import type { Rendered, Rendition } from '../types.ts';

const SIDE = 1_200;
/** Bytes of the largest image of a render. */
const BYTES = 3 * SIDE * SIDE;
const original: Promise<Buffer> = photo({ width: SIDE, height: SIDE });
/** A third of each side, where memory is not measured. */
const SMALL = 1 / 3;
const small: Promise<Buffer> = photo({ width: SIDE * SMALL, height: SIDE * SMALL });
const SIZES = [SIDE, 900, 300];

async function begin(more: { signal?: AbortSignal } = {}, scale = 1): Promise<Rendered> {
  const variants = SIZES.map(
    (width) =>
      [
        `w${width}`,
        recipe.parse({ resize: { width: width * scale }, webp: { effort: 0 } }),
      ] as const,
  );
  return render(await (scale === 1 ? original : small), {
    variants: Object.fromEntries(variants),
    formats: ['jpeg', 'webp'],
    accept: ['jpeg'],
    limits: LIMITS,
    ...more,
  });
}

async function readAll({ renditions }: Rendered): Promise<Rendition[]> {
  const made: Rendition[] = [];
  for await (const rendition of renditions) made.push(rendition);
  return made;
}

/** Bytes outside of the heap that a render leaves behind. */
async function left(use: (rendered: Rendered) => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().external;
  await use(await begin());
  return process.memoryUsage().external - before;
}

describe('the pixels of a render', () => {
  it.each<[string, (rendered: Rendered) => Promise<unknown>]>([
    ['have all been read', readAll],
    ['are read no further', ({ renditions }) => renditions.next().then(() => renditions.return())],
    [
      'have been read, beside the placeholder',
      (rendered) => Promise.all([rendered.placeholder(), readAll(rendered)]),
    ],
  ])('are freed when renditions %s', async (_, use) => {
    expect(await left(use)).toBeLessThan(BYTES / 4);
  });

  it('are not freed where they share their ArrayBuffer', () => {
    const others = Buffer.from('somebody else');
    const small = Buffer.allocUnsafe(12);
    expect(small.buffer).toBe(others.buffer);
    const { keep, release } = createBufferPool();
    keep({ data: small, width: 2, height: 2, channels: 3, frames: 1 });
    const large = Buffer.alloc(300_000);
    keep({ data: large.subarray(0, 30), width: 5, height: 2, channels: 3, frames: 1 });
    release();
    expect([small.length, large.length, String(others)]).toEqual([12, 300_000, 'somebody else']);
  });

  it('are kept while renditions may be read', async () => {
    expect(await left(({ placeholder }) => placeholder())).toBeGreaterThan(BYTES / 2);
  });

  it('are not needed for a placeholder that is made later', async () => {
    const [rendered, other] = [await begin({}, SMALL), await begin({}, SMALL)];
    await readAll(rendered);
    const [placeholder, early] = [await rendered.placeholder(), await other.placeholder()];
    expect(placeholder).toEqual(early);
    await readAll(other);
  });

  it('are not needed for a placeholder where the reader stopped before the smallest image', async () => {
    const [rendered, other] = [await begin({}, SMALL), await begin({}, SMALL)];
    await rendered.renditions.next();
    await rendered.renditions.return();
    await readAll(other);
    expect(await rendered.placeholder()).toEqual(await other.placeholder());
  });

  it('are freed whenever a render is aborted, without an effect on others', async () => {
    const [sound] = await readAll(await begin({}, SMALL));
    for (let wait = 0; wait < 24; wait += 2) {
      const aborting = new AbortController();
      const rendered = await begin({ signal: aborting.signal }, SMALL);
      const both = Promise.allSettled([readAll(rendered), rendered.placeholder()]);
      await setTimeout(wait);
      aborting.abort(new Error('enough'));
      const [made] = await Promise.all([readAll(await begin({}, SMALL)), both]);
      expect(made[0]?.data).toEqual(sound?.data);
    }
  });
});
