import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from './config-error.ts';
import { readMaterials } from './read-materials.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-materials-'));
  await writeFile(join(folder, 'logo #1.png'), 'logo');
  await writeFile(join(folder, 'inter.ttf'), 'inter');
});
afterAll(() => rm(folder, { recursive: true }));

const nothing = { images: {}, fonts: {} };

it('gives images as bytes and fonts as paths, from URLs and paths, in their order', () => {
  const [logo, inter] = [join(folder, 'logo #1.png'), join(folder, 'inter.ttf')];
  const url = (path: string): string => pathToFileURL(path).href;
  const { images, fonts } = readMaterials({
    images: { path: logo, url: url(logo) },
    fonts: { url: url(inter), path: inter },
  });
  const bytes = Buffer.from('logo');
  expect(images).toEqual({ path: bytes, url: bytes });
  expect(Object.entries(fonts)).toEqual([
    ['url', inter],
    ['path', inter],
  ]);
});

it('reads nothing where no file is configured', () => {
  expect(readMaterials(nothing)).toEqual(nothing);
});

it('lists every unreadable file', async () => {
  const at = (name: string): string => join(folder, name);
  await mkdir(at('folder'));
  const read = () =>
    readMaterials({
      images: { logo: at('logo, 2.png'), folder: at('folder') },
      fonts: { inter: pathToFileURL(at('bold.ttf')).href, other: 'file:///a%2Fb.ttf' },
    });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(
    [
      `✖ images.logo is '${at('logo, 2.png')}': ENOENT: no such file or directory; give a readable file`,
      `✖ images.folder is '${at('folder')}': EISDIR: illegal operation on a directory; give a readable file`,
      `✖ fonts.inter is '${pathToFileURL(at('bold.ttf')).href}': ENOENT: no such file or directory; give a readable file`,
      "✖ fonts.other is 'file:///a%2Fb.ttf': File URL path must not include encoded / characters; give a readable file",
    ].join('\n'),
  );
});
