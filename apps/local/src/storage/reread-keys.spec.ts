import type { AddressKey } from '@thumbing/adapters';
import { manualClock } from '@thumbing/pipeline/testing';
import { rereadKeys } from './reread-keys.ts';

const keyOf = (id: string): AddressKey => ({ id, secret: id.padEnd(32, '-') });

describe('the keys of addresses', () => {
  it('are those of the file a second later, and read once in that time', async () => {
    const clock = manualClock();
    let file = [keyOf('k1')];
    let reads = 0;
    const read = async () => {
      reads += 1;
      return file;
    };
    const keys = rereadKeys({ keys: file, read, clock, onError: fail });
    file = [keyOf('k2'), keyOf('k1')];
    expect(await keys()).toEqual([keyOf('k1')]);
    await clock.sleep(1_000);
    expect(await keys()).toEqual(file);
    expect(await keys()).toEqual(file);
    expect(reads).toBe(1);
  });

  it('stay those that were read last where the file cannot be read, which is reported', async () => {
    const clock = manualClock();
    const errors: unknown[] = [];
    const keys = rereadKeys({
      keys: [keyOf('k1')],
      read: () => Promise.reject(new Error('it is no JSON')),
      clock,
      onError: (error) => errors.push(error),
    });
    await clock.sleep(1_000);
    expect(await keys()).toEqual([keyOf('k1')]);
    expect(errors).toEqual([new Error('it is no JSON')]);
  });
});

const fail = (error: unknown): never => {
  throw error;
};
