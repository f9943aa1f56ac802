import { createHash } from 'node:crypto';
import { animation } from '@thumbing/image-processor/testing';
import { join } from 'node:path';
import { lines, picture, put, thumbing } from './testing/cli.ts';

describe('thumbing inspect', () => {
  it('prints the facts of every file', async () => {
    await put({
      'a[1].jpg': picture,
      'b.gif': await animation({ frames: 3, width: 12, height: 8 }),
      'c.txt': 'notes',
    });
    const { code, stdout, stderr } = await thumbing('inspect a[1].jpg * ./b.gif');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^a\[1\]\.jpg: jpeg 300 x 400, [\d.]+ KB\nb\.gif: gif 12 x 8, 3 frames in 0\.33 s, \d+ B\n3 images: 2 ready, 1 rejected\n$/,
    );
    expect(stderr).toMatch(/^c\.txt: rejected \(unsupported-format\): /);
  });

  it('reads the header only: truncated pixels go unnoticed', async () => {
    await put({
      'cut.jpg': picture.subarray(0, picture.length / 2),
      'cut-header.jpg': picture.subarray(0, 100),
    });
    const { code, stdout, stderr } = await thumbing('inspect cut.jpg cut-header.jpg');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^cut\.jpg: jpeg 300 x 400, /);
    expect(stderr).toBe(
      'cut-header.jpg: rejected (corrupt): this jpeg is damaged or incomplete (VipsJpeg: premature end of JPEG image); send an intact file\n',
    );
  });

  it('prints a line of JSON per file on request', async () => {
    await put({ 'a.jpg': picture });
    const { code, stdout } = await thumbing('inspect a.jpg --json');
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual([
      {
        input: 'a.jpg',
        status: 'ready',
        original: {
          format: 'jpeg',
          width: 300,
          height: 400,
          bytes: picture.length,
          frames: 1,
          alpha: false,
          orientation: 6,
          space: 'srgb',
          duration: 0,
          sha256: createHash('sha256').update(picture).digest('hex'),
        },
      },
    ]);
  });

  it("reads this repository's own configuration", async () => {
    await put({ 'a.jpg': picture });
    const own = join(import.meta.dirname, '../../../thumbing.config.ts');
    expect(await thumbing('inspect a.jpg -c', own)).toMatchObject({ code: 0, stderr: '' });
  });
});
