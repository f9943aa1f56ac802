import { sign, signWidths } from '@thumbing/client/server';
import { SIGNATURE_VECTORS } from '@thumbing/client/testing';
import { defineConfig, type ProfileInput } from '@thumbing/config';
import { edgeOf, outcomeOf, problemOf } from '../testing/edge.ts';

const image = '/photo/01890a5d-ac96-774b-bcce-b302099a8057';
const [first, second] = [
  { id: 'k1', secret: 'the secret of the tests, 32 bytes' },
  { id: 'k2', secret: 'another secret' },
];
const photo: ProfileInput = {
  variants: { hero: {} },
  onDemand: { widths: [320, 640], recipes: 'signed' },
};
const config = defineConfig({
  profiles: { photo, plain: { variants: { hero: {} } } },
});
const visit = edgeOf(config, { k1: first.secret, k2: second.secret });

/** Asks for an address with its query, as `sign` writes it. */
const ask = (address: string, keys = visit) => {
  const [path = '', s = ''] = address.split('?s=');
  return keys(path, { querystring: { s: { value: s } } });
};

const recipes = SIGNATURE_VECTORS.filter(({ signedPath }) => !signedPath.includes('/hero'));

it.each(recipes)('accepts the MAC of OpenSSL for $signedPath', async (vector) => {
  const { signedPath, secret, expires, mac } = vector;
  const path = signedPath.replace('*', '640');
  const answer = await ask(
    `${path}.webp?s=k1.${expires ?? ''}.${mac}`,
    edgeOf(config, { k1: secret }),
  );
  const isEnded = expires !== undefined && expires * 1_000 <= Date.now();
  expect(outcomeOf(answer)).toBe(isEnded ? 403 : `${path}.webp`);
});

it('moves a valid signature into a header, for every revision and every format', async () => {
  const [path, s = ''] = (await sign(`${image}/width=640,fit=cover`, { key: first })).split('?s=');
  for (const at of [`${path}.webp`, `${path}.jpeg`, `${image}.7/width=640,fit=cover.avif`]) {
    expect(await ask(`${at}?s=${s}`)).toEqual({
      method: 'GET',
      uri: at,
      querystring: {},
      headers: { 'x-thumbing-signature': { value: s } },
    });
  }
});

it('chooses the format of a recipe, too', async () => {
  const answer = await ask(await sign(`${image}/width=641`, { key: first }));
  expect(outcomeOf(answer)).toBe(`${image}/width=641.jpeg`);
});

it('accepts two keys at once, each under its own name', async () => {
  const path = `${image}/blur=2.webp`;
  for (const key of [first, second]) {
    const address = await sign(path, { key });
    expect(outcomeOf(await ask(address))).toBe(path);
    const other = address.replace(`s=${key.id}`, key === first ? 's=k2' : 's=k1');
    expect(outcomeOf(await ask(other))).toBe(403);
    expect(outcomeOf(await ask(address, edgeOf(config)))).toBe(403);
  }
});

it('accepts a signature of all widths for those that the profile lists', async () => {
  const addressOf = await signWidths(`${image}/width=*,height=480.webp`, { key: first });
  expect(outcomeOf(await ask(addressOf(640)))).toBe(`${image}/width=640,height=480.webp`);
  expect(outcomeOf(await ask(addressOf(641)))).toBe(403);
});

it('does not take the width of a crop for that of the image', async () => {
  // The MAC of `crop.width=*,flip=true`, which no client signs.
  const address = `${image}/crop.width=640,flip=true?s=k1..55eltoHzVWbRFWj3o3mRh7`;
  expect(outcomeOf(await ask(address))).toBe(403);
});

it('says of a signature that it has ended, and only if it was valid', async () => {
  const address = await sign(`${image}/blur=2.webp`, { key: first, expires: 1_000_000_000 });
  expect(problemOf(await ask(address)).detail).toMatch(/and that of this one has ended$/);
  const changed = address.replace('blur=2', 'blur=3');
  expect(problemOf(await ask(changed)).detail).toMatch(/and that of this one is not valid$/);
  const later = Math.ceil(Date.now() / 1_000) + 60;
  const fresh = await sign(`${image}/blur=2.webp`, { key: first, expires: later });
  expect(outcomeOf(await ask(fresh))).toBe(`${image}/blur=2.webp`);
});

it('takes the first of several signatures, as the origin does', async () => {
  const [path = '', s = ''] = (await sign(`${image}/blur=2.webp`, { key: first })).split('?s=');
  const asked = (...values: readonly string[]) => {
    const multiValue = values.map((value) => ({ value }));
    return visit(path, { querystring: { s: { value: values.at(-1) ?? '', multiValue } } });
  };
  expect(outcomeOf(await asked(s, 'none'))).toBe(path);
  expect(outcomeOf(await asked('none', s))).toBe(403);
});

it('has no recipe for a profile without recipes, and says so to those who sign', async () => {
  const address = await sign(`${image.replace('photo', 'plain')}/blur=2.webp`, { key: first });
  expect(problemOf(await ask(address))).toMatchObject({
    status: 404,
    detail: 'plain has variants only',
  });
});

it.each(['', 'k1', 'k1..', `k1..${'A'.repeat(22)}`, `__proto__..${'A'.repeat(22)}`])(
  'refuses the signature %j',
  async (s) => {
    expect(outcomeOf(await ask(`${image}/blur=2.webp?s=${s}`))).toBe(403);
  },
);

it('says that an address is not canonical before it asks for a signature', async () => {
  const problem = problemOf(await ask(`${image}/height=9,width=9.webp?s=none`));
  expect(problem).toMatchObject({ status: 400, detail: 'width belongs before height' });
});
