import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '../render.ts';
import { OPTIONS } from './testing/options.ts';
import { SIMPLE } from './testing/svg.ts';

const before = process.env['NODE_COMPILE_CACHE'];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compiled-'));
  process.env['NODE_COMPILE_CACHE'] = folder;
});
afterEach(async () => {
  process.env['NODE_COMPILE_CACHE'] = before;
  await rm(folder, { recursive: true });
});

it('a child process leaves its compiled modules to the next one, although it is killed', async () => {
  const { renditions } = await render(SIMPLE, OPTIONS);
  await renditions.next();
  await renditions.return();
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((each) => each.isFile()).length).toBeGreaterThan(100);
});
