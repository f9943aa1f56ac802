import fc from 'fast-check';
import { faultOfPath } from '../testing/address-laws.ts';
import { likePaths } from '../testing/address-paths.ts';
import type { RenditionAddress } from '../image/keys.ts';
import { renditionAddress, signedPathOf } from './rendition-address.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const base = { profile: 'photo', id };

it.each<[string, RenditionAddress]>([
  [`/photo/${id}/hero`, { ...base, variant: 'hero' }],
  [`/photo/${id}/hero.webp`, { ...base, variant: 'hero', format: 'webp' }],
  [`/photo/${id}/hero,width=640`, { ...base, variant: 'hero', width: 640 }],
  [`/photo/${id}/width=640`, { ...base, recipe: 'width=640' }],
  [`/photo/${id}/width`, { ...base, variant: 'width' }],
  [`/photo/${id}.3/gamma=1.5.avif`, { ...base, revision: 3, recipe: 'gamma=1.5', format: 'avif' }],
  [`/photo/${id}/gamma=1.5`, { ...base, recipe: 'gamma=1.5' }],
  [`/photo/${id}/jpeg.quality=80`, { ...base, recipe: 'jpeg.quality=80' }],
])('reads %s', (path, address) => {
  expect(renditionAddress.parse(path)).toEqual({ success: true, address });
  expect(renditionAddress.format(address)).toBe(path);
});

it.each`
  path                                  | instead
  ${`/photo/${id}/hero.jpg`}            | ${`/photo/${id}/hero.jpeg`}
  ${`/photo/${id}.0/hero`}              | ${`/photo/${id}/hero`}
  ${`/photo/${id}.007/hero`}            | ${`/photo/${id}.7/hero`}
  ${`/photo/${id}/hero,width=0640.jpg`} | ${`/photo/${id}/hero,width=640.jpeg`}
  ${`/photo/${id}.0/height=1,width=2`}  | ${`/photo/${id}/width=2,height=1`}
`('refuses $path, and says to write $instead', ({ path, instead }: Record<string, string>) => {
  expect(renditionAddress.parse(path ?? '')).toMatchObject({ success: false, canonical: instead });
});

it.each([
  '',
  '/',
  `/photo/${id}`,
  `/photo/${id}/`,
  `photo/${id}/hero`,
  `//photo/${id}/hero`,
  `/photo/${id}//hero`,
  `/photo/${id}/hero/`,
  `/photo/../${id}/hero`,
  `/photo/${id}/..`,
  `/photo/${id}/.webp`,
  `/photo/${id}/.hero`,
  `/photo/${id}/hero.tiff`,
  `/photo/${id}/hero.webp.webp`,
  `/photo/${id}/hero,`,
  `/photo/${id}/hero,height=9`,
  `/photo/${id}/hero,width=9,height=9`,
  `/photo/${id}/hero,width=*`,
  `/photo/${id}/hero,width=0`,
  `/photo/${id}/hero\n`,
  `/photo/${id}/hero?s=1`,
  `/photo/${id}/hero%2c`,
  `/photo/${id}.1.2/hero`,
  `/photo/${id}.-1/hero`,
  `/photo/${id}.1000000000/hero`,
  '/photo/01890a5d-ac96-474b-bcce-b302099a8057/hero',
])('refuses %j, which has no other form', (path) => {
  const read = renditionAddress.parse(path);
  expect(read).toEqual({ success: false, problem: expect.stringMatching(/./) as unknown });
});

it('agrees with the client and the edge on every path, and writes what it accepts as it was', () => {
  fc.assert(
    fc.property(likePaths, (path) => {
      expect(faultOfPath(path)).toBeUndefined();
    }),
    { seed: 7, numRuns: 3_000, endOnFailure: true },
  );
});

it('signs the path without the revision and the extension', () => {
  const read = renditionAddress.parse(`/photo/${id}.3/hero,width=640.webp`);
  expect(read.success && signedPathOf(read.address)).toBe(`/photo/${id}/hero,width=640`);
});
