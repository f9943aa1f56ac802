import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IMAGE_ERROR_CODES } from './errors.ts';

it('the README lists every error code with a remedy, in their order', async () => {
  const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
  const [, errors = ''] = readme.split('\n## Errors\n');
  const [table = ''] = errors.split('\n## ');
  const rows = Array.from(table.matchAll(/^\| `(.+?)` +\| \S/gm), ([, code]) => code);
  expect(rows).toEqual(IMAGE_ERROR_CODES);
});
