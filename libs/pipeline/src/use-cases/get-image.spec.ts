import { image as imageSchema } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import { getImage } from './get-image.ts';
import type { Clock } from '../domain/ports.ts';
import { processImage } from './process-image.ts';
import { manualClock } from '../testing/memory.ts';
import { memoryWorld } from '../testing/memory-world.ts';
import { idOf, recordOf } from '../testing/samples.ts';

const atOnce = { waitSeconds: 0 };
const later = '2026-01-01T00:00:09.000Z';

describe('getImage', () => {
  it('returns the public shape of an image', async () => {
    const { deps, upload } = memoryWorld();
    const picture = await photo({ width: 20, height: 10, format: 'png' });
    const key = await upload(picture, { filename: 'me.png' });
    await processImage(deps)(key);

    const { image } = await getImage(deps)('ada', key.id, atOnce);
    expect(imageSchema.strict().parse(image)).toEqual(image);
    expect(image).toMatchObject({
      id: key.id,
      owner: 'ada',
      profile: 'avatar',
      status: 'ready',
      createdAt: '2026-01-01T00:00:00.000Z',
      filename: 'me.png',
      original: { format: 'png', width: 20, height: 10, bytes: picture.length },
    });
    expect(image.renditions[0]).toMatchObject({
      variant: 'large',
      format: 'webp',
      contentType: 'image/webp',
      url: `https://assets.example.com/avatar/${key.id}/large.webp`,
    });
  });

  it.each([
    ["another owner's image", recordOf({ owner: 'eve' })],
    ['an image that is being deleted', recordOf({ deletedAt: later })],
    ['an image that never was', recordOf({ id: idOf(2) })],
  ])('throws the same error for %s', async (_, record) => {
    const { deps } = memoryWorld();
    await deps.records.create(record);
    await expect(getImage(deps)('ada', idOf(1), { waitSeconds: 20 })).rejects.toMatchObject({
      code: 'not-found',
      message: `you have no image '${idOf(1)}'`,
    });
    expect(deps.clock.now()).toEqual(manualClock().now());
  });
});

describe('waiting for an image', () => {
  /** Manual clock that runs a callback with the number of each sleep. */
  const clockThat = (outcome: (sleeps: number) => Promise<unknown>): Clock => {
    const clock = manualClock();
    let sleeps = 0;
    return {
      ...clock,
      sleep: async (milliseconds) => {
        await clock.sleep(milliseconds);
        await outcome((sleeps += 1));
      },
    };
  };
  const waited = (clock: Clock): number => clock.monotonic();

  it('ends when the status changes', async () => {
    const { deps } = memoryWorld();
    await deps.records.create(recordOf());
    const clock = clockThat(async (sleeps) => {
      if (sleeps === 3) await deps.records.replace(recordOf({ status: 'processing' }));
    });
    const { image } = await getImage({ ...deps, clock })('ada', idOf(1), { waitSeconds: 20 });
    expect(image.status).toBe('processing');
    expect(waited(clock)).toBe(750);
  });

  it('goes on while something else changes', async () => {
    const { deps } = memoryWorld();
    await deps.records.create(recordOf());
    const clock = clockThat((sleeps) => deps.records.replace(recordOf({ version: sleeps })));
    await getImage({ ...deps, clock })('ada', idOf(1), { waitSeconds: 2 });
    expect(waited(clock)).toBe(2_000);
  });

  it.each(['ready', 'rejected', 'failed', 'expired'] as const)(
    'does not begin when it is %s',
    async (status) => {
      const { deps } = memoryWorld();
      await deps.records.create(recordOf({ status, settledAt: later }));
      const { image } = await getImage(deps)('ada', idOf(1), { waitSeconds: 20 });
      expect(image.status).toBe(status);
      expect(waited(deps.clock)).toBe(0);
    },
  );

  it.each([0, 0.1, 1, 20])('ends after %d seconds when nothing changes', async (waitSeconds) => {
    const { deps } = memoryWorld();
    await deps.records.create(recordOf());
    const { image } = await getImage(deps)('ada', idOf(1), { waitSeconds });
    expect(image.status).toBe('pending');
    expect(waited(deps.clock)).toBe(waitSeconds * 1_000);
  });

  it.each([-3_600_000, 86_400_000])(
    'ends after its time, although the wall clock steps by %d ms',
    async (step) => {
      const { deps } = memoryWorld();
      await deps.records.create(recordOf());
      const manual = manualClock();
      const clock: Clock = {
        ...manual,
        sleep: async (milliseconds) => {
          await manual.sleep(milliseconds);
          if (manual.monotonic() === 500) manual.step(step);
        },
      };
      await getImage({ ...deps, clock })('ada', idOf(1), { waitSeconds: 20 });
      expect(clock.monotonic()).toBe(20_000);
    },
  );

  it('ends when the client disconnects', async () => {
    const { deps } = memoryWorld();
    await deps.records.create(recordOf());
    const caller = new AbortController();
    const clock = clockThat(async (sleeps) => {
      if (sleeps === 2) caller.abort();
    });
    const options = { waitSeconds: 20, signal: caller.signal };
    const { image } = await getImage({ ...deps, clock })('ada', idOf(1), options);
    expect(image.status).toBe('pending');
    expect(waited(clock)).toBe(500);
  });

  it('ends with not-found when it is deleted', async () => {
    const { deps } = memoryWorld();
    await deps.records.create(recordOf());
    const clock = clockThat(() => deps.records.remove(idOf(1)));
    await expect(
      getImage({ ...deps, clock })('ada', idOf(1), { waitSeconds: 20 }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});
