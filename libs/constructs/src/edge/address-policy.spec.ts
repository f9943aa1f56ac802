import { sign } from '@thumbing/client/server';
import {
  ADDRESS_GRAMMAR,
  addressProblem,
  defineConfig,
  findProfile,
  OUTPUT_FORMATS,
  renditionAddress,
  type ConfigInput,
  type ProfileInput,
  type RenditionAddress,
} from '@thumbing/config';
import fc from 'fast-check';
import { edgeOf, outcomeOf } from '../testing/edge.ts';

const variants: ProfileInput['variants'] = {
  hero: {},
  own: { formats: ['png', 'gif'] },
  best: { formats: { smallest: ['webp', 'jpeg'] } },
};
const profiles: ConfigInput['profiles'] = {
  film: { variants, onDemand: { widths: [640] }, formats: ['avif', 'webp'] },
  logo: { variants: { hero: {} } },
};
const photo: ProfileInput = { variants, onDemand: { widths: [320, 640], recipes: 'signed' } };
const config = defineConfig({ profiles: { ...profiles, photo } });
const key = { id: 'k1', secret: 'the secret of the tests, 32 bytes' };
const visit = edgeOf(config, { k1: key.secret });
const visitPlain = edgeOf(defineConfig({ profiles }));

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

/** Paths like those of addresses: any part may be odd, and some have a character changed. */
const likePaths = fc
  .tuple(
    fc.constantFrom('/photo/', '/photo/', '/film/', '/logo/', '/poster/', '/Photo/', '//', '/../'),
    fc.constantFrom(id, id, id, id, id.toUpperCase(), id.replace('-7', '-4'), ''),
    fc.constantFrom('', '', '', '.1', '.12', '.0', '.01', '.'),
    fc.oneof(
      fc.constantFrom('hero', 'own', 'best', 'huge', 'constructor', '', '..', '%41', 'width=640'),
      fc
        .constantFrom(',width=640', ',width=320', ',width=0640', ',fit=cover', ',')
        .map((more) => `hero${more}`),
      fc.constantFrom(',width=640', ',width=641', ',width=0').map((more) => `best${more}`),
      fc
        .subarray(
          [
            'width=640',
            'height=48',
            'fit=cover',
            'dpr=1',
            'blur=1.5',
            'quality=80',
            'webp.quality=101',
          ],
          { minLength: 1 },
        )
        .map((parts) => parts.join(',')),
    ),
    fc.constantFrom(
      '',
      '',
      '.webp',
      '.jpeg',
      '.png',
      '.gif',
      '.avif',
      '.jpg',
      '.tiff',
      '.WEBP',
      '.',
    ),
    fc.constantFrom('kept', 'kept', 'kept', 'mutated'),
    fc.nat(),
    fc.string({ unit: 'binary-ascii', minLength: 0, maxLength: 2 }),
  )
  .map(([profile, image, revision, what, extension, how, where, inserted]) => {
    const path = `${profile}${image}${revision}/${what}${extension}`;
    const at = where % (path.length + 1);
    return how === 'kept' ? path : path.slice(0, at) + inserted + path.slice(at + (where % 2));
  });

/** The formats in which the origin has a rendition, at the most; none where it has nothing at an address. */
function formatsAt(address: RenditionAddress): readonly string[] {
  const profile = findProfile(config, address.profile);
  if (!profile) return [];
  if ('recipe' in address) return profile.onDemand.recipes === 'signed' ? profile.formats : [];
  const variant = Object.entries(profile.variants).find(([name]) => name === address.variant)?.[1];
  if (!variant) return [];
  const { formats = profile.formats } = variant;
  if (address.width === undefined) {
    if (!('smallest' in formats)) return formats;
    // The smallest one was kept at upload, in a format that only the image tells.
    return address.format ? formats.smallest : [];
  }
  if ('smallest' in formats || !profile.onDemand.widths.includes(address.width)) return [];
  return formats;
}

/** The status of the origin, or 200 for an image. */
function expected(path: string, isSigned: boolean): number {
  if (!/^(\/[^/]+){3}$/.test(path)) return 404;
  const read = renditionAddress.parse(path);
  if (!read.success) return 400;
  const { address } = read;
  if ('recipe' in address && !isSigned) return 403;
  const formats = formatsAt(address);
  return formats.length > 0 && (!address.format || formats.includes(address.format)) ? 200 : 404;
}

/** A value out of range, which only the schema of recipes knows, so that the edge leaves it to the origin. */
const isOutOfRange = (path: string): boolean =>
  !renditionAddress.parse(path).success && addressProblem(path, ADDRESS_GRAMMAR) === undefined;

const signatureOf = async (path: string): Promise<string | undefined> => {
  if (addressProblem(path, ADDRESS_GRAMMAR) !== undefined) return undefined;
  return (await sign(path, { key })).split('?s=')[1];
};

const statusOf = (outcome: string | number): number =>
  typeof outcome === 'number' ? outcome : 200;

describe('the edge', () => {
  it('passes what the origin has, and answers the rest as the origin does', async () => {
    const property = fc.asyncProperty(likePaths, async (path) => {
      if (isOutOfRange(path)) return;
      expect(statusOf(outcomeOf(await visit(path)))).toBe(expected(path, false));
      const s = await signatureOf(path);
      const querystring = { s: { value: s ?? 'none' } };
      const outcome = outcomeOf(await visit(path, { querystring }));
      expect(statusOf(outcome)).toBe(expected(path, s !== undefined));
      if (typeof outcome === 'number') return;
      // Nothing but the key of one file passes, so that the bucket never lists what it has.
      const passed = renditionAddress.parse(outcome);
      expect(
        passed.success && OUTPUT_FORMATS.some((format) => format === passed.address.format),
      ).toBe(true);
      expect(outcome.startsWith(path)).toBe(true);
    });
    await fc.assert(property, { seed: 7, numRuns: 3_000, endOnFailure: true });
  });

  it('does the same without recipes, except that it refuses them without reading them', async () => {
    const property = fc.asyncProperty(likePaths, async (path) => {
      if (path.startsWith('/photo/') || isOutOfRange(path)) return;
      const status = statusOf(outcomeOf(await visitPlain(path)));
      if (status === 403) expect(path).toMatch(/\/[^,/]*=[^/]*$/);
      else expect(status).toBe(expected(path, false));
    });
    await fc.assert(property, { seed: 7, numRuns: 2_000, endOnFailure: true });
  });
});
