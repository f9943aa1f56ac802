import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeFailure, IMAGE_ERROR_CODES } from './errors.ts';

it('the README lists every error code with a remedy, in their order', async () => {
  const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
  const [, errors = ''] = readme.split('\n## Errors\n');
  const [table = ''] = errors.split('\n## ');
  const rows = Array.from(table.matchAll(/^\| `(.+?)` +\| \S/gm), ([, code]) => code);
  expect(rows).toEqual(IMAGE_ERROR_CODES);
});

it.each([
  'glib: Error creating thread: Resource temporarily unavailable',
  'out of memory - size == 12MB',
  'VipsJpeg: Insufficient memory (case 4)',
  'webp2vips: unable to read pixels\nCannot allocate memory',
  'unable to open file: Too many open files',
])('a decoder that lacks a resource of the machine says nothing about the image: %s', (message) => {
  const cause = new Error(message);
  expect(decodeFailure('jpeg', cause)).toBe(cause);
});

it('a decoder that fails otherwise means a damaged image', () => {
  expect(decodeFailure('jpeg', new Error('VipsJpeg: premature end of JPEG image'))).toMatchObject({
    code: 'corrupt',
    message:
      'this jpeg is damaged or incomplete (VipsJpeg: premature end of JPEG image); send an intact file',
  });
});
