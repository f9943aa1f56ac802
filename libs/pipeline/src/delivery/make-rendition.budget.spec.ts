import type { OriginalKey, RenditionKey } from '@thumbing/config';
import { deliveryWorld } from './testing/delivery-world.ts';
import { OutOfSpaceError } from '../domain/out-of-space-error.ts';
import { manualClock } from '../testing/memory.ts';
import { makeRendition } from './make-rendition.ts';

const width = (image: OriginalKey, n: number): RenditionKey => ({
  ...image,
  recipe: `width=${n}`,
  format: 'webp',
});

const DAY = 86_400_000;

describe('the budget of renditions on request', () => {
  it('bounds what is kept of an image, and not what was made at upload', async () => {
    const { deps, ready } = deliveryWorld({}, { delivery: { perImage: 2 } });
    const [image, other] = [await ready(), await ready()];
    const make = makeRendition(deps);
    for (const n of [1, 2]) await (await make(width(image, n))).kept;
    await expect(make(width(image, 3))).rejects.toMatchObject({ code: 'too-many-renditions' });
    await (
      await make(width(other, 3))
    ).kept;
  });

  it('counts what is in work, so that many at once do not exceed it', async () => {
    const { deps, ready, files } = deliveryWorld({}, { delivery: { perImage: 3 } });
    const image = await ready();
    const make = makeRendition(deps);
    const asked = Array.from({ length: 10 }, (_, n) => make(width(image, n + 1)));
    const made = await Promise.allSettled(asked);
    expect(made.filter(({ status }) => status === 'fulfilled').length).toBe(3);
    expect(files.renditions.size).toBe(2 + 3);
  });

  it('bounds what is made of the images of an owner in a day', async () => {
    const clock = manualClock();
    const { deps, ready } = deliveryWorld({ clock }, { delivery: { perOwner: 2 } });
    const [image, other] = [await ready(), await ready()];
    const make = makeRendition(deps);
    await make(width(image, 1));
    await make(width(other, 1));
    await expect(make(width(image, 2))).rejects.toMatchObject({
      name: 'QuotaExceededError',
      code: 'too-many-renditions',
      retryAfterSeconds: 86_400,
      message:
        "2 renditions of this owner's images were made today, which is all that delivery.perOwner allows; " +
        'those that exist are served, and others are made in 1 day',
    });
    clock.step(DAY);
    await make(width(image, 2));
  });

  it('bounds what is made of the images of all owners in a day', async () => {
    const clock = manualClock();
    const { deps, ready } = deliveryWorld({ clock }, { delivery: { perDay: 1 } });
    const image = await ready();
    const make = makeRendition(deps);
    await make(width(image, 1));
    await expect(make(width(image, 2))).rejects.toMatchObject({
      name: 'BusyError',
      retryAfterSeconds: 86_400,
    });
    clock.step(DAY);
    await make(width(image, 2));
  });

  it('is not used by a request that is refused', async () => {
    const { deps, ready } = deliveryWorld({}, { delivery: { perOwner: 1 } });
    const image = await ready();
    const make = makeRendition(deps);
    await expect(make(width(image, 0))).rejects.toThrow();
    await make(width(image, 1));
  });

  it('is not used by a request for what cannot be made, since its original is gone', async () => {
    const { deps, ready } = deliveryWorld({}, { delivery: { perOwner: 1 } });
    const [gone, healthy] = [await ready(), await ready()];
    await deps.originals.remove(gone);
    const make = makeRendition(deps);
    for (const n of [1, 2]) {
      await expect(make(width(gone, n))).rejects.toMatchObject({ code: 'deleted' });
    }
    await make(width(healthy, 1));
  });

  it('is not counted where there is no space left for that: the picture is made all the same', async () => {
    const { deps, ready } = deliveryWorld();
    const image = await ready();
    const full = new OutOfSpaceError('there is no space left to count the use of quotas');
    const quotas = { take: () => Promise.reject(full) };
    await makeRendition({ ...deps, quotas })(width(image, 1));
  });

  it('holds for what is answered, and not kept yet', async () => {
    const { deps, ready } = deliveryWorld({}, { delivery: { perImage: 1 } });
    const image = await ready();
    const write = () => new Promise<never>(() => undefined);
    const make = makeRendition({ ...deps, renditions: { ...deps.renditions, write } });
    await make(width(image, 1));
    await expect(make(width(image, 2))).rejects.toMatchObject({ code: 'too-many-renditions' });
  });
});
