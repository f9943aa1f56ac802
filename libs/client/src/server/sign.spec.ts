import { SIGNATURE_VECTORS } from '../testing/signature-vectors.ts';
import { sign, signWidths } from './sign.ts';
import type { SignOptions } from './signature.ts';

const image = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const key = { id: 'k1', secret: 'the secret of the tests, 32 bytes' };

const single = SIGNATURE_VECTORS.filter(({ signedPath }) => !signedPath.includes('*'));
const patterns = SIGNATURE_VECTORS.filter(({ signedPath }) => signedPath.includes('*'));

describe('sign', () => {
  it.each(single)('gives $signedPath the MAC of OpenSSL', async (vector) => {
    const { signedPath, secret, expires, mac } = vector;
    const options = { key: { id: 'k1', secret }, ...(expires !== undefined && { expires }) };
    expect(await sign(signedPath, options)).toBe(`${signedPath}?s=k1.${expires ?? ''}.${mac}`);
  });

  it('gives every revision and every format the same signature', async () => {
    const [, signature] = (await sign(`${image}/hero`, { key })).split('?');
    for (const path of [`${image}/hero.webp`, `${image}.7/hero`, `${image}.7/hero.jpeg`]) {
      expect(await sign(path, { key })).toBe(`${path}?${signature ?? ''}`);
    }
  });

  it('takes the end of a signature as a date, too', async () => {
    const dated = await sign(`${image}/hero`, { key, expires: new Date(1_800_000_000_999) });
    expect(dated).toBe(await sign(`${image}/hero`, { key, expires: 1_800_000_000 }));
  });

  it.each`
    what                    | says
    ${'height=9,width=9'}   | ${`width belongs before height; write ${image}/width=9,height=9`}
    ${'width=9,dpr=1.webp'} | ${`dpr=1 is the default: leave it out; write ${image}/width=9.webp`}
    ${'hero.jpg'}           | ${`'hero.jpg' is neither a variant nor key=value; write ${image}/hero.jpeg`}
    ${'width=09'}           | ${"width is not written as '09'"}
    ${'widht=9'}            | ${'widht is unknown'}
    ${'width=*'}            | ${"width is not written as '*'"}
    ${'hero?s=k1..0000'}    | ${'hero?s is unknown'}
  `('refuses $what, and says to write what is canonical', async ({ what, says }: Row) => {
    await expect(sign(`${image}/${what}`, { key })).rejects.toThrow(says);
  });

  it.each`
    options                                    | says
    ${{ key: { ...key, id: '' } }}             | ${"the id of the key is ''"}
    ${{ key: { ...key, id: 'a.b' } }}          | ${"the id of the key is 'a.b'"}
    ${{ key: { ...key, id: 'a'.repeat(17) } }} | ${'write 1 to 16 letters'}
    ${{ key: { ...key, secret: '' } }}         | ${'the secret of the key is empty'}
    ${{ key, expires: 1_800_000_000_000 }}     | ${'expires is 1800000000000: write a date, or whole seconds'}
    ${{ key, expires: 0 }}                     | ${'expires is 0'}
    ${{ key, expires: 1.5 }}                   | ${'expires is 1.5'}
    ${{ key, expires: new Date(NaN) }}         | ${'expires is NaN'}
  `('refuses the options $options', async ({ options, says }: { options: SignOptions } & Row) => {
    await expect(sign(`${image}/hero`, options)).rejects.toThrow(says);
  });
});

describe('signWidths', () => {
  it.each(patterns)('gives all widths of $signedPath the MAC of OpenSSL', async (vector) => {
    const { signedPath, secret, expires, mac } = vector;
    const options = { key: { id: 'k1', secret }, ...(expires !== undefined && { expires }) };
    const at = await signWidths(signedPath, options);
    for (const width of [1, 640, 16_383]) {
      const path = signedPath.replace('*', String(width));
      expect(at(width)).toBe(`${path}?s=k1.${expires ?? ''}.${mac}`);
    }
  });

  it('keeps the revision, and the format unless it is given another', async () => {
    const at = await signWidths(`${image}.2/hero,width=*.webp`, { key });
    const [, signature = ''] = at(640).split('?');
    expect(at(640)).toBe(`${image}.2/hero,width=640.webp?${signature}`);
    expect(at(320, 'avif')).toBe(`${image}.2/hero,width=320.avif?${signature}`);
    expect(await signWidths(`${image}/hero,width=*`, { key }).then((of) => of(640))).toContain(
      signature,
    );
  });

  it.each(['hero', 'hero,width=640', 'crop.width=*', 'width=*,width=*', 'hero,width=**', '*'])(
    'refuses %s as a pattern',
    async (what) => {
      await expect(signWidths(`${image}/${what}`, { key })).rejects.toThrow(RangeError);
    },
  );

  it.each([0.5, NaN, 1e21])('refuses the width %d', async (width) => {
    const at = await signWidths(`${image}/hero,width=*`, { key });
    expect(() => at(width)).toThrow('width is not written as');
  });
});

interface Row {
  readonly what: string;
  readonly says: string;
}
