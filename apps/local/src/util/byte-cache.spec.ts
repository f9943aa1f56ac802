import { byteCache } from './byte-cache.ts';

const KB = 1_000;

describe('a cache of limited bytes', () => {
  const open = (bytes: number, ...keys: readonly string[]) => {
    const cache = byteCache<string>(bytes);
    for (const key of keys) cache.set(key, key, 10 * KB);
    return { ...cache, kept: () => ['a', 'b', 'c', 'd'].filter((key) => cache.get(key)) };
  };

  it('drops the values that were not used for longest', () => {
    const cache = open(30 * KB, 'a', 'b', 'c');
    expect(cache.get('a')).toBe('a');
    cache.set('d', 'd', 10 * KB);
    expect(cache.kept()).toEqual(['a', 'c', 'd']);
    cache.set('b', 'b', 20 * KB);
    expect(cache.kept()).toEqual(['b', 'd']);
  });

  it('counts a value that is replaced once', () => {
    const cache = open(30 * KB, 'a', 'b', 'b', 'b', 'c');
    expect(cache.kept()).toEqual(['a', 'b', 'c']);
  });

  it('keeps no value that is larger than all of it, and no older one of its key', () => {
    const cache = open(30 * KB, 'a', 'b');
    cache.set('a', 'large', 31 * KB);
    expect(cache.kept()).toEqual(['b']);
  });

  it('limits the number of values that have hardly any bytes', () => {
    const cache = byteCache<number>(8 * 4_096);
    for (let n = 0; n < 9; n += 1) cache.set(String(n), n, 0);
    expect([cache.get('0'), cache.get('1')]).toEqual([undefined, 1]);
  });

  it('drops the values of keys that begin alike, and has their room for others', () => {
    const cache = open(30 * KB, 'image/a', 'image/b', 'imag');
    cache.drop('image/');
    for (const key of ['a', 'b']) cache.set(key, key, 10 * KB);
    expect([cache.get('image/a'), cache.get('image/b'), cache.get('imag')]).toEqual([
      undefined,
      undefined,
      'imag',
    ]);
    expect(cache.kept()).toEqual(['a', 'b']);
  });
});
