import { builtinProfiles, defineConfig } from '@thumbing/config';
import type { ImageRecord } from '@thumbing/pipeline';
import { idOf, manualClock, recordOf } from '@thumbing/pipeline/testing';
import { problemOf, world } from '../testing/world.ts';

const READY: Partial<ImageRecord> = {
  status: 'ready',
  settledAt: '2026-01-01T00:01:00.000Z',
  original: { format: 'png', width: 40, height: 30, bytes: 100 },
  renditions: [{ variant: 'large', format: 'webp', width: 30, height: 30, bytes: 50 }],
  placeholder: { thumbhash: 'AAAA', color: '#ffffff' },
};

it('returns an image with the URLs of its renditions and of its variants', async () => {
  const large = { resize: { width: 30 } };
  const onDemand = { widths: [320, 640] };
  const { ada, records } = world({
    config: defineConfig({ profiles: { avatar: { variants: { large }, onDemand } } }),
  });
  await records.create(recordOf(READY));
  const response = await ada(`/v1/images/${idOf(1)}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(await response.json()).toEqual({
    id: idOf(1),
    owner: 'ada',
    profile: 'avatar',
    status: 'ready',
    createdAt: '2026-01-01T00:00:00.000Z',
    original: { format: 'png', width: 40, height: 30, bytes: 100 },
    renditions: [
      {
        variant: 'large',
        format: 'webp',
        width: 30,
        height: 30,
        bytes: 50,
        contentType: 'image/webp',
        url: `https://assets.example.com/avatar/${idOf(1)}/large.webp`,
      },
    ],
    variants: [
      {
        variant: 'large',
        url: `https://assets.example.com/avatar/${idOf(1)}/large`,
        formats: ['avif', 'webp', 'jpeg'],
        widths: [320, 640],
        widthUrl: `https://assets.example.com/avatar/${idOf(1)}/large,width=*`,
      },
    ],
    placeholder: { thumbhash: 'AAAA', color: '#ffffff' },
  });
});

it.each([
  ["someone else's", idOf(1)],
  ['an unknown', idOf(2)],
  ['a malformed', 'nonsense'],
  ['an upper-case', idOf(0xabc).toUpperCase()],
  ['a hostile', '..%2F..%2Fetc%2Fpasswd'],
  ['a broken', '%FF%FE'],
  ['a proto', '__proto__'],
])('responds to %s id with 404', async (_, id) => {
  const { eve, records } = world();
  await records.create(recordOf());
  expect(await problemOf(await eve(`/v1/images/${id}`))).toMatchObject({
    status: 404,
    code: 'not-found',
  });
});

describe('waiting', () => {
  const changingAfter = (sleeps: number) => {
    const clock = manualClock();
    let slept = 0;
    const changing = world({
      clock: {
        ...clock,
        sleep: async (milliseconds, signal) => {
          await clock.sleep(milliseconds, signal);
          if ((slept += 1) === sleeps) await changing.records.replace(recordOf(READY));
        },
      },
    });
    return { ...changing, clock };
  };

  it('responds as soon as the status changes', async () => {
    const { ada, records, clock } = changingAfter(3);
    await records.create(recordOf());
    const response = await ada(`/v1/images/${idOf(1)}?wait=20`);
    expect(await response.json()).toMatchObject({ status: 'ready' });
    expect(clock.now().getTime() - Date.parse('2026-01-01T00:00:00.000Z')).toBeLessThan(1_000);
  });

  it('responds with the current state when the time is up', async () => {
    const { ada, records, clock } = changingAfter(Infinity);
    await records.create(recordOf());
    const response = await ada(`/v1/images/${idOf(1)}?wait=2`);
    expect(await response.json()).toMatchObject({ status: 'pending' });
    expect(clock.now().toISOString()).toBe('2026-01-01T00:00:02.000Z');
  });

  it('ends when the caller disconnects', async () => {
    const disconnected = new AbortController();
    const clock = manualClock();
    let naps = 0;
    const { ada, records } = world({
      clock: {
        ...clock,
        sleep: async (milliseconds, signal) => {
          naps += 1;
          if (naps === 2) disconnected.abort();
          await clock.sleep(milliseconds, signal);
        },
      },
    });
    await records.create(recordOf());
    await ada(`/v1/images/${idOf(1)}?wait=25`, { signal: disconnected.signal });
    expect(naps).toBe(2);
  });

  it.each(['26', '-1', '1.5', '', 'soon', '1e1', '0x1', ' 1', '99999999999999999999'])(
    'refuses to wait for %j seconds',
    async (wait) => {
      const { ada, records } = world();
      await records.create(recordOf());
      const path = `/v1/images/${idOf(1)}?wait=${encodeURIComponent(wait)}`;
      expect(await problemOf(await ada(path))).toMatchObject({
        status: 400,
        errors: [{ field: 'wait', detail: 'write a whole number from 0 to 25' }],
      });
    },
  );

  it.each(['wait=1&wait=2', 'wiat=20', '__proto__=1'])('refuses ?%s', async (query) => {
    const { ada } = world();
    expect((await problemOf(await ada(`/v1/images/${idOf(1)}?${query}`))).status).toBe(400);
  });
});

it('answers at once, and says when to ask again, while too many requests wait', async () => {
  const clock = manualClock();
  const config = defineConfig({ profiles: builtinProfiles, quotas: { waits: 0 } });
  const { ada, records } = world({ clock, config });
  await records.create(recordOf());
  const response = await ada(`/v1/images/${idOf(1)}?wait=20`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: 'pending' });
  expect(response.headers.get('retry-after')).toBe('5');
  expect(clock.monotonic()).toBe(0);
  const current = await ada(`/v1/images/${idOf(1)}`);
  expect(current.headers.get('retry-after')).toBeNull();
});
