import { inProcess } from '../testing/in-process.ts';

describe('allowLoaders', () => {
  it('leaves libvips only the loaders of the accepted formats, from memory', async () => {
    const loaded = await inProcess(`
      import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
      import { tmpdir } from 'node:os';
      import { join } from 'node:path';
      import { allowLoaders } from '@thumbing/image-processor';
      import { photo } from '@thumbing/image-processor/testing';
      import sharp from 'sharp';

      const formats = ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'];
      const sources = { svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>') };
      for (const format of formats) sources[format] = await photo({ width: 8, height: 8, format });
      const folder = mkdtempSync(join(tmpdir(), 'loaders-'));
      writeFileSync(join(folder, 'photo.jpeg'), sources.jpeg);
      sources.file = join(folder, 'photo.jpeg');

      const loaded = {};
      for (const accepted of [...formats, 'svg']) {
        allowLoaders([accepted]);
        loaded[accepted] = [];
        for (const [name, source] of Object.entries(sources)) {
          await sharp(source).raw().toBuffer().then(() => loaded[accepted].push(name), () => {});
        }
      }
      rmSync(folder, { recursive: true });
      console.log(JSON.stringify(loaded));
    `);
    expect(loaded).toEqual({
      jpeg: ['jpeg'],
      png: ['png'],
      webp: ['webp'],
      gif: ['gif'],
      avif: ['avif'],
      tiff: ['tiff'],
      svg: ['svg'],
    });
  });

  it('makes a blocked format an error of the program, not of the image', async () => {
    const said = await inProcess(`
      import { allowLoaders, inspect } from '@thumbing/image-processor';
      import { photo } from '@thumbing/image-processor/testing';
      const png = await photo({ width: 8, height: 8, format: 'png' });
      const limits = { maxBytes: 1e6, maxPixels: 1e6, maxFrames: 1, timeout: 30 };
      allowLoaders(['jpeg']);
      const error = await inspect(png, { accept: ['jpeg', 'png'], limits }).catch((error) => error);
      console.log(JSON.stringify([error.name, error.message]));
    `);
    expect(said).toEqual([
      'Error',
      'this process may not load png; pass allowLoaders every format that it accepts',
    ]);
  });

  it('changes nothing when it is imported', async () => {
    const width = await inProcess(`
      import '@thumbing/image-processor';
      import sharp from 'sharp';
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="7" height="1"/>');
      console.log((await sharp(svg).metadata()).width);
    `);
    expect(width).toBe(7);
  });
});
