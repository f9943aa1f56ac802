import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { recipe } from '@thumbing/config';
import { ARCHITECTURES, bundleOf, FUNCTIONS, NATIVE } from './bundles.ts';
import { sampleEnvironment } from './testing/environment.ts';

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
};

/** Functions without native code, which start on any machine. */
const PORTABLE = FUNCTIONS.filter((name) => !NATIVE.includes(name));

/** Output of a program that has no other environment than this. */
async function outputOf(program: string, env: Readonly<Record<string, string>>): Promise<string> {
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: '/', env });
  return stdout;
}

/** Expression that imports a file of a bundle. */
const importing = (folder: string, file: string): string =>
  `await import('${pathToFileURL(join(folder, file)).href}')`;

it.each(PORTABLE)(
  'starts %s with its bundle and its environment, and nothing else',
  async (name) => {
    const module = importing(bundleOf(name, 'arm64'), 'index.mjs');
    const program = `console.log(typeof (${module}).handler)`;
    expect(await outputOf(program, sampleEnvironment(name))).toBe('function\n');
  },
);

it("contains sharp's native code for one platform, in the functions that need it", async () => {
  const native = async (folder: string) =>
    (await filesIn(folder)).filter((file) => /\.(?:node|so[.\d]*)$/.test(file)).map(dropVersions);
  for (const name of NATIVE) {
    expect(await native(bundleOf(name, 'arm64'))).toEqual([
      'node_modules/@img/sharp-libvips-linux-arm64/lib/libvips-cpp.so',
      'node_modules/@img/sharp-linux-arm64/lib/sharp-linux-arm64.node',
    ]);
  }
  for (const name of PORTABLE) expect(await native(bundleOf(name, 'arm64'))).toEqual([]);
});

// Native code is bundled for Lambda's platforms only.
const own = ARCHITECTURES.find(
  (architecture) => process.platform === 'linux' && architecture === process.arch,
);
const onOwn = own ? it : it.skip;
onOwn.each(NATIVE)(
  'draws an SVG in a child process, from files of the bundle of %s',
  async (name) => {
    const folder = bundleOf(name, own ?? 'x64');
    const [isolated = ''] = (await filesIn(folder)).filter((file) =>
      /^isolated-\w+\.mjs$/.test(file),
    );
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
    expect(await outputOf(program, {})).toBe('svg png 8 6\n');
  },
);

onOwn.each(NATIVE)('starts %s with a heap that V8 seldom collects', async (name) => {
  const program = `
    import { syncBuiltinESMExports } from 'node:module';
    import v8 from 'node:v8';
    v8.setFlagsFromString = (flags) => console.log(flags);
    syncBuiltinESMExports();
    globalThis.awslambda = { streamifyResponse: (handler) => handler };
    const { handler } = ${importing(bundleOf(name, own ?? 'x64'), 'index.mjs')};
    console.log(typeof handler);
  `;
  expect(await outputOf(program, sampleEnvironment(name))).toBe(
    '--heap-growing-percent=150\nfunction\n',
  );
});

it('contains no source map, no package manifest of its own, and no tests', async () => {
  for (const name of FUNCTIONS) {
    const odd = (await filesIn(bundleOf(name, 'arm64'))).filter(
      (file) => !file.startsWith('node_modules/') && !basename(file).endsWith('.mjs'),
    );
    expect(odd).toEqual([]);
  }
});

const dropVersions = (file: string): string =>
  file.replace(/(?:-\d+\.\d+\.\d+(?=\.node))|(?<=\.so)[.\d]+$/, '');
