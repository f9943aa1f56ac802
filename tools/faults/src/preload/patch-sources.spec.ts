import { readFile } from 'node:fs/promises';
import { patched, pathOf } from './patch-sources.ts';
import { PLANTS } from './plants.ts';
import { SHORTER_WAITS } from './shorter-waits.ts';

const PATCH = { file: 'a.ts', from: 'right', to: 'wrong' };

it('changes the one place of a patch', () => {
  expect(patched('all is right here', PATCH)).toBe('all is wrong here');
});

it.each(['all is well', 'right is right'])(
  'refuses a patch whose place is not unique in %j',
  (text) => {
    expect(() => patched(text, PATCH)).toThrow("'right' has to be in a.ts exactly once");
  },
);

it.each([...Object.entries(PLANTS), ['shorter waits', SHORTER_WAITS] as const])(
  'finds the places of %s in the sources',
  async (_, patches) => {
    for (const patch of patches) {
      const text = await readFile(pathOf(patch), 'utf8');
      expect(patched(text, patch)).not.toBe(text);
    }
  },
);
