import fc from 'fast-check';
import { likeRecipes } from './address-texts.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Paths like those of addresses: any part may be odd, and some have a character changed. */
export const likePaths = fc
  .tuple(
    fc.constantFrom('/photo/', '/a-1/', '/photo/', '/Photo/', '//', 'photo/', '/../'),
    fc.constantFrom(id, id, id, id.toUpperCase(), 'latest', ''),
    fc.constantFrom('', '', '.1', '.12', '.0', '.01', '.', '.1000000000', '.-1'),
    fc.oneof(
      fc.constantFrom('hero', 'hero,width=640', 'hero,width=0640', 'hero,fit=cover', '', '..', '*'),
      likeRecipes.filter((text) => text.length < 300),
    ),
    fc.constantFrom('', '.webp', '.jpeg', '.jpg', '.tiff', '.WEBP', '.'),
    fc.constantFrom('kept', 'kept', 'mutated'),
    fc.nat(),
    fc.string({ unit: 'binary-ascii', minLength: 0, maxLength: 2 }),
  )
  .map(([profile, image, revision, what, extension, how, where, inserted]) => {
    const path = `${profile}${image}${revision}/${what}${extension}`;
    const at = where % (path.length + 1);
    return how === 'kept' ? path : path.slice(0, at) + inserted + path.slice(at + (where % 2));
  });
