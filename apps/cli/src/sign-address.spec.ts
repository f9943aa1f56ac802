import { SIGNATURE_VECTORS } from '@thumbing/client/testing';
import { lines, put, thumbing } from './testing/cli.ts';

const image = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const secret = 'the secret of the tests, 32 bytes';
const keys = (...ids: readonly string[]): string =>
  JSON.stringify({ keys: ids.map((id) => ({ id, secret })) });

const FILE = '.thumbing/keys/addresses.json';

/** Signs with the key `k1`, in the folder where a server keeps it. */
async function sign(path: string, ...args: string[]) {
  await put({ [FILE]: keys('k1', 'k0') });
  return thumbing('sign', path, ...args);
}

describe('thumbing sign', () => {
  const unending = SIGNATURE_VECTORS.filter(({ expires }) => expires === undefined);

  it.each(unending)('gives $signedPath the MAC of OpenSSL', async (vector) => {
    await put({ 'keys.json': JSON.stringify({ keys: [{ id: 'k1', secret: vector.secret }] }) });
    expect(await thumbing('sign --key-file keys.json', vector.signedPath)).toEqual({
      code: 0,
      stdout: `${vector.signedPath}?s=k1..${vector.mac}\n`,
      stderr: '',
    });
  });

  it('signs with the first of the keys that a server made', async () => {
    const { stdout } = await sign(`${image}/width=300.webp`);
    expect(stdout).toMatch(/\/width=300\.webp\?s=k1\.\.[\w-]{22}\n$/);
  });

  it.each([
    ['1 hour', 3_600],
    ['90', 90],
  ])('signs until %s from now', async (expires, seconds) => {
    const before = Math.floor(Date.now() / 1_000) + seconds;
    const { stdout } = await sign(`${image}/width=300`, '--expires', expires);
    const [, end] = /\?s=k1\.(\d+)\./.exec(stdout) ?? [];
    expect(Number(end)).toBeGreaterThanOrEqual(before);
    expect(Number(end)).toBeLessThanOrEqual(Math.floor(Date.now() / 1_000) + seconds);
  });

  it('prints a line for each width, with the signature of the pattern', async () => {
    const path = `${image}/width=*,fit=cover`;
    const [, signature = ''] = (await sign(path)).stdout.trimEnd().split('?');
    const { stdout } = await sign(path, '--widths', '320,640');
    expect(stdout).toBe(
      `${image}/width=320,fit=cover?${signature}\n${image}/width=640,fit=cover?${signature}\n`,
    );
  });

  it('prints lines of JSON on request', async () => {
    const { stdout } = await sign(`${image}/width=*`, '--widths', '320', '--json', '-e', '1 day');
    expect(lines(stdout)).toEqual([
      {
        path: `${image}/width=320`,
        address: expect.stringMatching(/\/width=320\?s=k1\.\d+\./) as unknown,
        expiresAt: expect.stringMatching(/^20.*:\d\d\.000Z$/) as unknown,
      },
    ]);
  });

  it.each([
    [[`${image}/fit=cover,width=9`], `width belongs before fit; write ${image}/width=9,fit=cover`],
    [['/photo/1/width=9'], '/photo/1/width=9 is not the address of an image'],
    [[`${image}/width=*,width=*`], 'is not a pattern of widths: write width=* in it, once'],
    [[`${image}/width=9`, '-w', '9'], '--widths needs a path with width=*'],
    [[`${image}/width=*`, '-w', '9,'], "--widths has '': write whole numbers from 1 to 16383"],
    [[`${image}/width=*`, '-w', '20000'], "--widths has '20000'"],
    [[`${image}/width=9`, '-e', 'soon'], "--expires is 'soon': write a duration such as"],
    [[`${image}/width=9`, '-e', '0'], "--expires is '0'"],
    [[`${image}/width=9`, '-k', 'none.json'], 'cannot read the key from none.json (ENOENT'],
    [[`${image}/width=9`, '-k', '.'], 'cannot read the key from . (EISDIR'],
  ])('refuses %j, and says what to write', async ([path = '', ...args], says) => {
    const { code, stdout, stderr } = await sign(path, ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`error: `);
    expect(stderr).toContain(says);
  });

  it.each(['', '[]', 'null', '{ "keys": [] }', '{ "keys": [{ "id": "k1" }] }', '{ "keys": 1 }'])(
    'refuses the key file %j',
    async (text) => {
      await put({ [FILE]: text });
      expect(await thumbing('sign', `${image}/width=9`)).toEqual({
        code: 2,
        stdout: '',
        stderr: `error: ${FILE} has no key: it must be JSON such as { "keys": [{ "id": "k1", "secret": "..." }] }\n`,
      });
    },
  );

  it('names a path that is missing', async () => {
    expect(await thumbing('sign')).toMatchObject({
      code: 2,
      stderr: "error: missing <path>; see 'thumbing help sign'\n",
    });
  });
});
