import { decodeImage } from '@thumbing/image-processor/testing';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesIn, folder, picture, put, thumbing } from './testing/cli.ts';

describe('thumbing process with a recipe that names files', () => {
  const wanted = (files: string): string => `export default {
    profiles: { small: { accept: ['jpeg'], formats: ['png'], variants: { marked: {
      resize: { width: 32 },
      watermark: { image: 'logo', scale: 1 },
    } } } },
    images: { logo: new URL('./logo.svg', import.meta.url) },
    ${files}
  };`;
  const logo =
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="#f0f"/></svg>';

  it('resolves them relative to the configuration', async () => {
    await put({ 'a.jpg': picture, 'brand/logo.svg': logo, 'brand/config.mjs': wanted('') });
    const ended = await thumbing('process a.jpg -p small -o out -c brand/config.mjs');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const { pixel } = await decodeImage(await readFile(join(folder, 'out/a/marked.png')));
    expect(pixel(16, 20)).toEqual([255, 0, 255, 255]);
  });

  it('names files that cannot be read, with 2, before it writes anything', async () => {
    const config = wanted("fonts: { inter: '/absent/inter.ttf' },");
    await put({ 'a.jpg': picture, 'thumbing.config.mjs': config });
    const { code, stderr } = await thumbing('process a.jpg -p small -o out');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /\n✖ images\.logo is 'file:.+\/logo\.svg': ENOENT: .+\n✖ fonts\.inter is '\/absent\/inter\.ttf': ENOENT: .+\n$/,
    );
    expect(await filesIn('.')).toEqual(['a.jpg', 'thumbing.config.mjs']);
  });
});
