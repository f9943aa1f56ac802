import type { Config } from '@thumbing/config';
import { idOf } from '../testing/samples.ts';
import { memoryWorld } from '../testing/memory-world.ts';
import { grantUpload } from './grant-upload.ts';

describe('quotas of grants', () => {
  const MINUTE = 60_000;
  /** World with some quotas that matter to a test, and a function that requests a grant. */
  const world = (some: Partial<Config['quotas']>) => {
    const { deps } = memoryWorld();
    const quotas = { ...deps.config.quotas, ...some };
    const grantWith = grantUpload({ ...deps, config: { ...deps.config, quotas } });
    return {
      deps,
      grant: (bytes = 100, owner = 'ada') =>
        grantWith(owner, { profile: 'avatar', contentType: 'image/png', bytes }),
    };
  };

  it('are returned with what is left of them', async () => {
    const { deps, grant } = world({});
    await deps.clock.sleep(MINUTE);
    await grant(100);
    const { limits } = await grant(50);
    expect(limits).toEqual([
      {
        policy: { name: 'grantsPer5Minutes', unit: 'requests', limit: 1_000, windowSeconds: 300 },
        remaining: 998,
        resetSeconds: 240,
      },
      {
        policy: { name: 'grantsPerDay', unit: 'requests', limit: 10_000, windowSeconds: 86_400 },
        remaining: 9_998,
        resetSeconds: 86_340,
      },
      {
        policy: {
          name: 'bytesPerDay',
          unit: 'content-bytes',
          limit: 100_000_000_000,
          windowSeconds: 86_400,
        },
        remaining: 99_999_999_850,
        resetSeconds: 86_340,
      },
    ]);
  });

  it.each`
    quota                  | limit  | passes     | message
    ${'grantsPer5Minutes'} | ${2}   | ${300_000} | ${'0 of 2 left, and this upload needs 1; try again in 5 minutes'}
    ${'grantsPerDay'}      | ${2}   | ${86.4e6}  | ${'0 of 2 left, and this upload needs 1; try again in 1 day'}
    ${'bytesPerDay'}       | ${250} | ${86.4e6}  | ${'50 bytes of 250 bytes left, and this upload needs 100 bytes; try again in 1 day'}
  `(
    'refuse a third upload by $quota, until a new window',
    async ({ quota, limit, passes, message }: Row) => {
      const { deps, grant } = world({ [quota]: limit });
      await grant();
      await grant();
      await expect(grant()).rejects.toThrow(`your quota ${quota} has ${message}`);
      await deps.clock.sleep(passes - 1);
      await expect(grant()).rejects.toMatchObject({
        name: 'QuotaExceededError',
        retryAfterSeconds: 1,
      });
      await deps.clock.sleep(1);
      await expect(grant()).resolves.toMatchObject({ id: idOf(3) });
    },
  );

  it('leave other owners alone', async () => {
    const { grant } = world({ grantsPerDay: 1 });
    await grant(100, 'ada');
    await expect(grant(100, 'ada')).rejects.toThrow('grantsPerDay');
    await expect(grant(100, 'eve')).resolves.toBeDefined();
  });

  it('state the longest wait of those that do not suffice', async () => {
    const { grant } = world({ grantsPer5Minutes: 1, grantsPerDay: 1 });
    await grant();
    await expect(grant()).rejects.toMatchObject({ retryAfterSeconds: 86_400 });
  });

  it('leave no record of a refused upload, and take nothing for it', async () => {
    const { deps, grant } = world({ bytesPerDay: 250 });
    await grant(200);
    await expect(grant(100)).rejects.toMatchObject({
      limits: [{ remaining: 999 }, { remaining: 9_999 }, { remaining: 50 }],
    });
    expect(await deps.records.list({ owner: 'ada', limit: 10 })).toHaveLength(1);
  });

  it('are not used by a request that the profile does not accept', async () => {
    const { grant } = world({ grantsPerDay: 1 });
    await expect(grant(1_000_000)).rejects.toMatchObject({ code: 'too-large' });
    await expect(grant()).resolves.toBeDefined();
  });
});

interface Row {
  readonly quota: keyof Config['quotas'];
  readonly limit: number;
  readonly passes: number;
  readonly message: string;
}
