import { photo } from '@thumbing/image-processor/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BIN, config, filesIn, folder, picture, put, thumbing } from './testing/cli.ts';

describe('thumbing process', () => {
  it('exits with 3 on a system error, and leaves nothing half done', async () => {
    await put({
      'a.jpg': picture,
      'b.jpg': picture,
      'out/b': 'a file in the way',
      'thumbing.config.mjs': config(''),
    });
    const { code, stderr } = await thumbing('process a.jpg b.jpg -p small -o out --json');
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: cannot process b\.jpg: EEXIST/);
    expect(await filesIn('out')).toEqual(['out/a/thumb.webp', 'out/b']);
  });

  it('leaves nothing half done when it is interrupted', async () => {
    await put({ 'a.png': await photo({ width: 2048, height: 2048, format: 'png' }) });
    const child = spawn(process.execPath, [BIN, 'process', 'a.png', '-p', 'photo', '-o', 'out'], {
      cwd: folder,
    });
    const ended = once(child, 'exit');
    await mkdir(join(folder, 'out'));
    while ((await filesIn('out')).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await ended).toEqual([null, 'SIGINT']);
    expect(await readdir(join(folder, 'out'))).toEqual([]);
  });
});
