import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { grantSecret, issuerKey, webhookSecrets } from './secret-store.ts';

const webhooks = [{ url: 'https://example.com/hook' }];

describe('stored secrets', () => {
  let folder: TemporaryFolder;
  let folders: { readonly keys: string; readonly staging: string };
  beforeEach(async () => {
    folder = await temporaryFolder();
    folders = { keys: join(folder.path, 'keys'), staging: join(folder.path, 'staging') };
    for (const path of Object.values(folders)) await mkdir(path);
  });
  afterEach(() => folder.close());

  const write = (name: string, content: string) => writeFile(join(folders.keys, name), content);
  const failureOf = async (reading: Promise<unknown>): Promise<string> =>
    reading.then(
      () => 'none',
      (error: unknown) => String(error),
    );

  it('are made once, and are the same at the next start', async () => {
    const read = async () => [
      await grantSecret(folders),
      await issuerKey(folders),
      await webhookSecrets(folders, webhooks),
    ];
    const first = await read();
    expect(await read()).toEqual(first);
    expect(await folder.files()).toEqual(['keys/grants', 'keys/issuer.json', 'keys/webhooks.json']);
  });

  it.each([0, 1, 31, 33])('refuse a key of grants of %i bytes', async (length) => {
    await write('grants', 'k'.repeat(length));
    expect(await failureOf(grantSecret(folders))).toBe(
      `Error: ${folders.keys}/grants cannot be used: it has ${length} bytes, but a key has 32. Restore it ` +
        'from a backup, or remove it to have a new one made, which ends the grants that are open',
    );
  });

  it.each(['', '{"kty":"RSA","n":"c2VjcmV0', '[]', '{"kty":"RSA"}', 'public'])(
    'refuse a key of the issuer that is %j, without quoting it',
    async (content) => {
      if (content === 'public') {
        const { kty, n, e, kid } = await issuerKey(folders);
        await write('issuer.json', JSON.stringify({ kty, n, e, kid, d: 'c2VjcmV0' }));
      } else await write('issuer.json', content);
      expect(await failureOf(issuerKey(folders))).toBe(
        `Error: ${folders.keys}/issuer.json cannot be used: it is not a private RSA key in JSON. Restore it ` +
          'from a backup, or remove it to have a new one made, which ends the tokens it has signed',
      );
    },
  );

  it.each(['', '{"https://example.com/hook":"whsec_c2VjcmV0', '[]', '{"https://a.example":""}'])(
    'refuse secrets of webhooks that are %j, without quoting them',
    async (content) => {
      await write('webhooks.json', content);
      expect(await failureOf(webhookSecrets(folders, webhooks))).toBe(
        `Error: ${folders.keys}/webhooks.json cannot be used: it is not a JSON object of webhook URLs and ` +
          'their secrets. Restore it from a backup, or remove it to have a new one made, and give the ' +
          'new secrets to the receivers',
      );
      expect(await readFile(join(folders.keys, 'webhooks.json'), 'utf8')).toBe(content);
    },
  );
});
