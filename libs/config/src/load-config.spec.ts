import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const profiles = '{ avatar: { variants: { large: { resize: { width: 512 } } } } }';
const typed = `import { defineConfig, type Config } from '@thumbing/config';
const config: Config = defineConfig({ profiles: ${profiles}, limits: { timeout: '1 minute' } });
export default config;`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbing-config-'));
  await mkdir(join(folder, 'node_modules/@thumbing'), { recursive: true });
  await symlink(join(import.meta.dirname, '..'), join(folder, 'node_modules/@thumbing/config'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Loads a configuration in a process of its own, where Node rather than Jest imports modules. */
async function load(files: Record<string, string>, file?: string): Promise<unknown> {
  const cwd = await mkdtemp(join(folder, 'project-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
  const script = `
    import { ConfigError } from '@thumbing/config';
    import { loadConfig } from '@thumbing/config/load';
    const outcome = await loadConfig(process.cwd(), ${JSON.stringify(file)}).catch((error) => ({
      error: error.message, expected: error instanceof ConfigError,
    }));
    console.log(JSON.stringify(outcome));`;
  const options = ['--conditions=@thumbing/source', '--input-type=module', '--eval', script];
  const { stdout, stderr } = await run(process.execPath, options, { cwd });
  expect(stderr).toBe('');
  return JSON.parse(stdout.replaceAll(cwd, '.'));
}

it('reads the TypeScript file of a folder', async () => {
  expect(await load({ 'thumbing.config.ts': typed })).toMatchObject({
    config: { profiles: { avatar: {} }, limits: { timeout: 60 } },
    path: './thumbing.config.ts',
  });
});

it('reads a plain object from a JavaScript file', async () => {
  expect(
    await load({
      'thumbing.config.mjs': `export default { profiles: ${profiles} }`,
    }),
  ).toMatchObject({ config: { profiles: { avatar: {} }, limits: { timeout: 120 } } });
});

it.each(['{}', '{ "type": "commonjs" }', '{ "type": "module" }'])(
  'imports the file as a module where package.json says %s',
  async (manifest) => {
    const files = { 'package.json': manifest, 'thumbing.config.ts': typed };
    expect(await load(files)).toMatchObject({ path: './thumbing.config.ts' });
    const plain = {
      'package.json': manifest,
      'thumbing.config.js': `export default { profiles: ${profiles} }`,
    };
    expect(await load(plain)).toMatchObject({ path: './thumbing.config.js' });
  },
);

it('reads the given file instead of the default one', async () => {
  const files = { 'thumbing.config.ts': 'throw 1', 'other.ts': typed };
  expect(await load(files, 'other.ts')).toMatchObject({ path: './other.ts' });
});

it('falls back to the built-in profiles where there is no file', async () => {
  const outcome = await load({});
  expect(outcome).toMatchObject({ config: { profiles: { avatar: {}, banner: {}, photo: {} } } });
  expect(outcome).not.toHaveProperty('path');
});

it.each`
  text                                                                | message
  ${'export const config = {}'}                                       | ${/^✖ .\/thumbing.config.ts has no default export: write `export default/}
  ${'export default { profiles: {}, limit: 1 }'}                      | ${/^✖ profiles is \{\}: .*\n✖ limit is unknown: .*$/}
  ${typed.replace('512', '-1')}                                       | ${/^✖ profiles.avatar.variants.large.resize.width is -1: write a whole number from 1 to 16383$/}
  ${'export default {'}                                               | ${/^✖ .\/thumbing.config.ts cannot be imported: .*Expected/s}
  ${"import 'nothing'; export default {}"}                            | ${/^✖ .\/thumbing.config.ts cannot be imported: Cannot find package 'nothing'/}
  ${"throw Object.assign(new Error('✖ a'), { name: 'ConfigError' })"} | ${/^✖ a$/}
`(
  'reports what is wrong with a file: $text',
  async ({ text, message }: { text: string; message: RegExp }) => {
    const error: unknown = expect.stringMatching(message);
    expect(await load({ 'thumbing.config.ts': text })).toEqual({ error, expected: true });
  },
);

it('reports that the given file does not exist', async () => {
  expect(await load({}, 'absent.ts')).toEqual({
    error: '✖ ./absent.ts does not exist: give the path of a configuration file',
    expected: true,
  });
});
