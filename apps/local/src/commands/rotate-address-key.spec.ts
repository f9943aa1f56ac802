import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressKeys } from '../storage/secret-store.ts';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { rotateAddressKey } from './rotate-address-key.ts';

describe('rotate-address-key', () => {
  let folder: TemporaryFolder;
  let folders: { readonly keys: string; readonly staging: string };
  beforeEach(async () => {
    folder = await temporaryFolder();
    folders = { keys: join(folder.path, 'keys'), staging: join(folder.path, 'staging') };
    await mkdir(folders.keys);
  });
  afterEach(() => folder.close());

  const rotate = () => rotateAddressKey({ dataDir: folder.path });
  const path = () => join(folders.keys, 'addresses.json');
  const write = (...ids: readonly string[]) => {
    const keys = ids.map((id) => ({ id, secret: id.padEnd(32, '-') }));
    return writeFile(path(), JSON.stringify({ keys }));
  };
  const ids = async () => (await addressKeys(folders)).map(({ id }) => id);

  it('puts a new key first, and keeps the previous one as it was', async () => {
    await write('k1');
    await rotate();
    const [added, kept, ...others] = await addressKeys(folders);
    expect(added).toEqual({ id: 'k2', secret: expect.stringMatching(/^[\w-]{43}$/) as unknown });
    expect(kept).toEqual({ id: 'k1', secret: 'k1'.padEnd(32, '-') });
    expect(others).toEqual([]);
  });

  it('drops an older key, and gives no id again', async () => {
    await write('k1');
    for (const left of [
      ['k2', 'k1'],
      ['k3', 'k2'],
      ['k4', 'k3'],
    ]) {
      await rotate();
      expect(await ids()).toEqual(left);
    }
  });

  it('keeps a key of another name', async () => {
    await write('site', 'k7');
    await rotate();
    expect(await ids()).toEqual(['k8', 'site']);
  });

  it('leaves a file that only this user may read, and nothing else', async () => {
    await write('k1');
    await rotate();
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await folder.files()).toEqual(['keys/addresses.json']);
  });

  it('says what to do, in 80 columns, and no secret', async () => {
    await write('k2', 'k1');
    const text = await rotate();
    expect(text).toMatch(
      /^Added the key k3 to .*\nKept k2: .*\nDropped k1: .*\n\nTo do:\n1\. Give k3 to/,
    );
    expect(
      text
        .replace(path(), '')
        .split('\n')
        .every(({ length }) => length <= 80),
    ).toBe(true);
    for (const { secret } of await addressKeys(folders)) expect(text).not.toContain(secret);
  });

  it('makes no keys where none are, and changes no file that it cannot read', async () => {
    await expect(rotate()).rejects.toMatchObject({
      name: 'CommandError',
      message: `${path()} is missing: choose the data directory with --data-dir, or start the server once, which makes a key`,
    });
    expect(await folder.files()).toEqual([]);
    await writeFile(path(), '{"keys":[]}');
    await expect(rotate()).rejects.toThrow('cannot be used');
    expect(await readFile(path(), 'utf8')).toBe('{"keys":[]}');
  });
});
