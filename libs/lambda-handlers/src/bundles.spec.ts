import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { recipe } from '@thumbing/config';
import { ARCHITECTURES, bundlesFor, type BundleName } from './bundles.ts';
import { environmentOf } from './testing/environments.ts';

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
};

const bundles = bundlesFor('arm64');

/** What a program prints that has nothing but its environment. */
async function printed(program: string, env: Readonly<Record<string, string>>): Promise<string> {
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: '/', env });
  return stdout;
}

/** How a program imports a file of a bundle. */
const importing = (folder: string, file: string): string =>
  `await import('${pathToFileURL(join(folder, file)).href}')`;

it.each<BundleName>(['api', 'deadLetter', 'webhook', 'authorizer'])(
  'starts %s with what is in its bundle and its environment, and nothing else',
  async (name) => {
    const program = `console.log(typeof (${importing(bundles[name], 'index.mjs')}).handler)`;
    expect(await printed(program, environmentOf(name))).toBe('function\n');
  },
);

it('carries what is native of sharp for one platform, in the one function that needs it', async () => {
  const native = async (folder: string) =>
    (await filesIn(folder)).filter((file) => /\.(?:node|so[.\d]*)$/.test(file)).map(dropVersions);
  expect(await native(bundles.processImage)).toEqual([
    'node_modules/@img/sharp-libvips-linux-arm64/lib/libvips-cpp.so',
    'node_modules/@img/sharp-linux-arm64/lib/sharp-linux-arm64.node',
  ]);
  for (const folder of [bundles.api, bundles.deadLetter, bundles.webhook, bundles.authorizer]) {
    expect(await native(folder)).toEqual([]);
  }
});

// Native code is there for Lambda's machines: this one may be none.
const own = ARCHITECTURES.find(
  (architecture) => process.platform === 'linux' && architecture === process.arch,
);
(own ? it : it.skip)('draws an SVG in a process that it starts with its own files', async () => {
  const folder = bundlesFor(own ?? 'x64').processImage;
  const [isolated = ''] = (await filesIn(folder)).filter((file) => /^isolated-\w+\.mjs$/.test(file));
  const program = `
    const { renderIsolated } = ${importing(folder, isolated)};
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="6"/>');
    const { original, renditions } = await renderIsolated(svg, {
      accept: ['svg'],
      limits: { maxBytes: 1_000, maxPixels: 1_000, maxFrames: 1, timeout: 30 },
      variants: { it: ${JSON.stringify(recipe.parse({}))} },
      formats: ['png'],
    });
    const { value } = await renditions.next();
    await renditions.return();
    console.log(original.format, value.format, value.width, value.height);
  `;
  expect(await printed(program, {})).toBe('svg png 8 6\n');
});

(own ? it : it.skip)('makes images in a process that V8 seldom collects', async () => {
  const program = `
    import { syncBuiltinESMExports } from 'node:module';
    import v8 from 'node:v8';
    v8.setFlagsFromString = (flags) => console.log(flags);
    syncBuiltinESMExports();
    ${importing(bundlesFor(own ?? 'x64').processImage, 'index.mjs')};
  `;
  const flags = await printed(program, environmentOf('processImage'));
  expect(flags).toBe('--heap-growing-percent=150\n');
});

it('has no source map, no package manifest of its own, and nothing of the tests', async () => {
  for (const folder of Object.values(bundles)) {
    const odd = (await filesIn(folder)).filter(
      (file) => !file.startsWith('node_modules/') && !basename(file).endsWith('.mjs'),
    );
    expect(odd).toEqual([]);
  }
});

const dropVersions = (file: string): string =>
  file.replace(/(?:-\d+\.\d+\.\d+(?=\.node))|(?<=\.so)[.\d]+$/, '');
