import { name } from './names.ts';

describe('name', () => {
  it.each(['avatar', 'a', '0', 'w-320', 'x'.repeat(63)])('accepts %j', (text) => {
    expect(name.safeParse(text).success).toBe(true);
  });

  it.each(['', '-a', 'Avatar', 'a.b', 'a/b', '..', 'a\n', 'é', '__proto__', 'x'.repeat(64)])(
    'refuses %j',
    (text) => {
      expect(name.safeParse(text).success).toBe(false);
    },
  );
});
