import { semaphore } from './semaphore.ts';

/** Acquires, and notes the name once it has. */
function queue(capacity: number) {
  const { acquire } = semaphore(capacity);
  const granted: string[] = [];
  const ask = async (name: string, units: number, signal?: AbortSignal) => {
    const release = await acquire(units, signal);
    granted.push(name);
    return release;
  };
  return { ask, granted };
}

describe('a semaphore', () => {
  it('grants at once as long as there is enough', async () => {
    const { ask, granted } = queue(10);
    await Promise.all([ask('a', 4), ask('b', 6)]);
    expect(granted).toEqual(['a', 'b']);
  });

  it('grants in turn: a small request does not overtake a large one', async () => {
    const { ask, granted } = queue(10);
    const release = await ask('first', 4);
    const large = ask('large', 8);
    const small = ask('small', 1);
    await Promise.resolve();
    expect(granted).toEqual(['first']);
    release();
    await Promise.all([large, small]);
    expect(granted).toEqual(['first', 'large', 'small']);
  });

  it('grants more than there is when nobody else has any', async () => {
    const { ask, granted } = queue(10);
    const release = await ask('first', 1);
    const giant = ask('giant', 1_000);
    const after = ask('after', 1);
    release();
    const end = await giant;
    expect(granted).toEqual(['first', 'giant']);
    end();
    await after;
    expect(granted).toEqual(['first', 'giant', 'after']);
  });

  it('takes units back once', async () => {
    const { ask, granted } = queue(2);
    const release = await ask('a', 1);
    await ask('b', 1);
    release();
    release();
    await ask('c', 1);
    void ask('d', 1);
    await Promise.resolve();
    expect(granted).toEqual(['a', 'b', 'c']);
  });

  it('lets the others go on when one that waits aborts', async () => {
    const { ask, granted } = queue(10);
    await ask('first', 5);
    const stop = new AbortController();
    const large = ask('large', 8, stop.signal);
    const small = ask('small', 5);
    stop.abort(new Error('the client left'));
    await expect(large).rejects.toThrow('the client left');
    await small;
    expect(granted).toEqual(['first', 'small']);
    await expect(ask('late', 1, stop.signal)).rejects.toThrow('the client left');
  });
});
