import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { clientOf, put, waitUntil } from '@thumbing/adapters/testing';
import { photo } from '@thumbing/image-processor/testing';
import { SMALL } from './testing/edition.ts';
import { configure, DATA } from './testing/process.ts';
import { ANY_PORT, useProcesses } from './testing/processes.ts';
import type { TemporaryFolder } from './testing/temporary-folder.ts';
import { tokenOf } from './testing/token-of.ts';

const { folder: folderOf, begin } = useProcesses();
let folder: TemporaryFolder;
beforeEach(() => {
  folder = folderOf();
});

describe('a process that cannot start', () => {
  const outcome = async (args: readonly string[]) => {
    const started = begin(args);
    return [await started.ended, started.output()] as const;
  };

  it('names every error in the configuration', async () => {
    await writeFile(
      join(folder.path, 'thumbing.config.mjs'),
      "export default { profiles: { Avatar: {} }, origins: ['x'], color: 1 };",
    );
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(2);
    expect(output).toContain('The configuration is invalid:');
    for (const where of ['Avatar', 'origins[0]', 'color']) expect(output).toContain(where);
    expect(await folder.files('.')).toEqual(['thumbing.config.mjs']);
  });

  it('names a file of the configuration that cannot be read', async () => {
    await writeFile(
      join(folder.path, 'thumbing.config.mjs'),
      `export default {
        profiles: { avatar: { variants: { large: { watermark: { image: 'logo' } } } } },
        images: { logo: new URL('./logo.png', import.meta.url) },
      };`,
    );
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(2);
    expect(output).toMatch(
      /^The configuration is invalid:\n✖ images\.logo is 'file:.*\/logo\.png': ENOENT: no such file or directory; give a readable file\n$/,
    );
    expect(await folder.files('.')).toEqual(['thumbing.config.mjs']);
  });

  it.each([
    [['--color', 'red'], '--color'],
    [['--port', 'high'], "the port is 'high': use a whole number from 0 to 65535"],
    [['--public-url', 'example.com'], "the public URL is 'example.com'"],
  ])('prints its usage when started with %j', async (args, sentence) => {
    const [code, output] = await outcome(args);
    expect(code).toBe(2);
    expect(output).toContain(sentence);
    expect(output).toContain('Usage: npm start -- [options]');
  });

  it('reports that the port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const [code, output] = await outcome([...DATA, '--port', String(port)]);
    server.close();
    expect(code).toBe(1);
    expect(output).toContain(`127.0.0.1:${port}`);
    expect(output).toContain('the port is in use; choose another one with --port');
  });

  it('reports that it cannot listen on an address', async () => {
    const [code, output] = await outcome([...ANY_PORT, '--host', '203.0.113.1']);
    expect(code).toBe(1);
    expect(output).toContain('choose another address with --host');
  });

  it('reports that the data directory is not writable', async () => {
    await writeFile(join(folder.path, 'file'), '');
    const [code, output] = await outcome(['--port', '0', '--data-dir', 'file/data']);
    expect(code).toBe(1);
    expect(output).toContain('the data directory is not writable; choose another one');
  });

  it('reports that another process uses the data directory', async () => {
    await begin(ANY_PORT).url();
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(1);
    expect(output).toContain('is in use by another process: stop it, or choose another folder');
  });

  it.each([
    ['thumbing.db', /thumbing\.db is damaged, or is not a database: restore it from a backup\n$/],
    ['keys/grants', /keys\/grants cannot be used: it has 1400 bytes, .* remove it to have a new/],
  ])('names %s if its content is something else, and a remedy', async (name, sentence) => {
    const first = begin(ANY_PORT);
    await first.url();
    first.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    await writeFile(join(folder.path, 'data', name), 'something else'.repeat(100));
    const [code, output] = await outcome(ANY_PORT);
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
  });
});

/** A limit on the size of files, since a test cannot fill the disk. Some shells count in half as large blocks. */
const limitTo = (megabytes: number) => `ulimit -f ${megabytes * 1_000}`;

it('is checked and backed up while it runs', async () => {
  await begin(ANY_PORT).url();
  const run = async (...args: readonly string[]) => {
    const command = begin([...args, ...DATA]);
    return [await command.ended, command.output()] as const;
  };
  const sound = (folder: string) =>
    `Checked ${folder} (records: 0, originals: 0, folders of renditions: 0).\nNo problems were found.\n`;
  expect(await run('doctor')).toEqual([0, sound('data')]);
  expect(await run('backup', 'copy')).toEqual([
    0,
    'Backed up data to copy (images: 0, files: 0).\n',
  ]);
  expect(await run('backup', 'copy')).toEqual([
    1,
    'No backup was made: copy is not empty: choose a folder that is new or empty\n',
  ]);
  await writeFile(join(folder.path, 'data', 'keys', 'grants'), '');
  const [code, json] = await run('doctor', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(json)).toMatchObject({ ok: false, findings: [{ file: 'keys/grants' }] });
});

it('answers an upload without space for it, keeps nothing of it, and continues', async () => {
  const variants = { thumb: { resize: { width: 8, height: 8 } } };
  await configure(folder, { profiles: { avatar: { maxBytes: '40 MB', variants } } });
  const url = await begin(ANY_PORT, limitTo(18)).url();
  const ada = clientOf(url, await tokenOf(url, 'ada'));
  const large = new Uint8Array(24_000_000);
  const granted = await ada.grant(large.length);
  expect(await put(granted, large)).toBe(507);
  expect(await folder.files('data/staging')).toEqual([]);
  expect(await folder.files('data/originals')).toEqual([]);
  const id = await ada.upload(new Uint8Array(await photo({ width: 60, height: 40 })));
  expect((await ada.settled(id)).status).toBe('ready');
});

it('starts without space for the reserve, says so, and gives no grants', async () => {
  await configure(folder, SMALL);
  const server = begin(ANY_PORT, limitTo(2));
  const url = await server.url();
  const refusal = 'the disk is full: uploads are refused until 16 MB are free';
  await waitUntil(() => server.output().includes(refusal));
  const ada = clientOf(url, await tokenOf(url, 'ada'));
  const body = { profile: 'avatar', contentType: 'image/jpeg', bytes: 9 };
  expect((await ada.api('/v1/images', { method: 'POST', body })).status).toBe(507);
  expect(await folder.files('data')).not.toContain('reserve');
  expect((await ada.api('/v1/images')).status).toBe(200);
});
