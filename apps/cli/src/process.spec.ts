import { animation, decodeImage, photo } from '@thumbing/image-processor/testing';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { config, filesIn, folder, lines, picture, put, thumbing } from './testing/cli.ts';

describe('thumbing process', () => {
  it('renders every variant of every file, and prints a line of JSON for each, in order', async () => {
    await put({
      'in/b.jpg': picture,
      'in/a.png': await photo({ width: 40, height: 20, format: 'png' }),
    });
    const { code, stdout, stderr } = await thumbing(
      'process in/b.jpg in/a.png --profile avatar --out ./out --json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines(stdout)).toMatchObject([
      {
        input: 'in/b.jpg',
        status: 'ready',
        original: { format: 'jpeg', width: 300, height: 400, bytes: picture.length },
        placeholder: {
          thumbhash: expect.any(String) as unknown,
          color: expect.stringMatching(/^#/) as unknown,
        },
      },
      { input: 'in/a.png', status: 'ready', original: { format: 'png', width: 40, height: 20 } },
    ]);
    const files = ['large', 'medium', 'thumb'].flatMap((variant) =>
      ['avif', 'jpeg', 'webp'].map((format) => `${variant}.${format}`),
    );
    expect(await filesIn('out')).toEqual(
      ['a', 'b'].flatMap((name) => files.map((file) => `out/${name}/${file}`)),
    );
  });

  it('writes the files that it reports, upright and without EXIF', async () => {
    await put({ 'b.jpg': picture });
    const { stdout } = await thumbing('process b.jpg -p photo -o out --json');
    const [line] = lines(stdout);
    expect(line).toMatchObject({ renditions: { length: 15 } });
    expect(line).toHaveProperty('renditions.0.path', 'out/b/w320.avif');
    const data = await readFile(join(folder, 'out/b/w320.webp'));
    expect(line).toHaveProperty('renditions.1.bytes', data.length);
    expect(await decodeImage(data)).toMatchObject({
      format: 'webp',
      width: 300,
      height: 400,
      hasGps: false,
      hasExif: false,
    });
  });

  it('prints results to stdout and rejections to stderr, and exits with 1', async () => {
    await put({
      'a.jpg': picture,
      'b.jpg': picture.subarray(0, picture.length / 2),
      'c.jpg': 'notes',
      'd.jpg': '',
    });
    const { code, stdout, stderr } = await thumbing('process *.jpg -p avatar -o out');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^a\.jpg: jpeg 300 x 400 → out\/a: 9 renditions, [\d.]+ KB\n4 images: 1 ready, 3 rejected; 9 renditions, [\d.]+ KB\n$/,
    );
    expect(stderr).toMatch(
      /^b\.jpg: rejected \(corrupt\): .+\nc\.jpg: rejected \(unsupported-format\): .+\nd\.jpg: rejected \(empty\): .+\n$/,
    );
    expect(await readdir(join(folder, 'out'))).toEqual(['a']);
  });

  it('prints rejections as JSON in the order of the files', async () => {
    await put({ 'a.jpg': 'notes', 'b.jpg': picture, 'thumbing.config.mjs': config('') });
    const { code, stdout, stderr } = await thumbing('process a.jpg b.jpg -p small -o out --json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(lines(stdout)).toMatchObject([
      { input: 'a.jpg', status: 'rejected', error: { code: 'unsupported-format' } },
      { input: 'b.jpg', status: 'ready' },
    ]);
  });

  it('keeps the extensions of inputs that differ in nothing else', async () => {
    await put({
      'x.jpg': picture,
      'x.gif': await animation({ frames: 2, width: 9, height: 9 }),
      'thumbing.config.mjs': config(''),
    });
    await thumbing('process x.* -p small -o out');
    expect(await filesIn('out')).toEqual(['out/x.gif/thumb.webp', 'out/x.jpg/thumb.webp']);
  });

  it('does not render its own renditions on a second run', async () => {
    await put({
      'in/a.webp': await photo({ width: 64, height: 64, format: 'webp' }),
      'thumbing.config.mjs': config(''),
    });
    const again = () => thumbing('process **/*.webp -p small -o out --json');
    await again();
    expect(lines((await again()).stdout)).toHaveLength(1);
    expect(await filesIn('out')).toEqual(['out/a/thumb.webp']);
  });

  it('keeps the renditions of an earlier run when the file is rejected now', async () => {
    await put({ 'a.jpg': picture, 'thumbing.config.mjs': config('') });
    await thumbing('process a.jpg -p small -o out');
    const before = await readFile(join(folder, 'out/a/thumb.webp'));
    await put({ 'a.jpg': 'notes' });
    expect((await thumbing('process a.jpg -p small -o out')).code).toBe(1);
    expect(await readFile(join(folder, 'out/a/thumb.webp'))).toEqual(before);
    expect(await filesIn('out')).toEqual(['out/a/thumb.webp']);
  });
});
