import fc from 'fast-check';
import { recipe } from '@thumbing/image-processor/recipe';
import { builtinProfiles } from './builtin-profiles.ts';
import { defineConfig } from './define-config.ts';
import { makesOnRequest } from './makes-on-request.ts';
import type { ProfileInput } from './schema/profile.ts';
import { configs } from './testing/configs.ts';
import { mistakes } from './testing/mistakes.ts';

const variants = { large: { resize: { width: 512 } } };

describe('defineConfig', () => {
  it('fills in the defaults of recipes', () => {
    const { profiles } = defineConfig({ profiles: { avatar: { variants } } });
    expect(profiles.avatar?.variants).toEqual({
      large: { ...recipe.parse(variants.large), on: 'upload' },
    });
    expect(profiles.avatar?.variants.large).toMatchObject({ background: '#ffffff' });
  });

  it('returns its own output unchanged', () => {
    fc.assert(
      fc.property(configs, (input) => {
        const config = defineConfig(input);
        expect(defineConfig(config)).toEqual(config);
      }),
    );
  });

  it('drops duplicates from lists', () => {
    const origins = ['http://localhost:5173', 'http://localhost:5173'];
    const config = defineConfig({
      profiles: { avatar: { variants, formats: ['webp', 'webp', 'jpeg'] } },
      origins,
    });
    expect(config.origins).toEqual(['http://localhost:5173']);
    expect(config.profiles.avatar?.formats).toEqual(['webp', 'jpeg']);
  });

  it('turns file URLs into strings and keeps absolute paths', () => {
    const images = { logo: new URL('./logo ü.png', 'file:///pictures/thumbing.config.ts') };
    const fonts = { inter: '/fonts/Inter.ttf', arial: 'C:\\fonts\\arial.ttf' };
    const config = defineConfig({ profiles: { avatar: { variants } }, images, fonts });
    expect(config.images).toEqual({ logo: 'file:///pictures/logo%20%C3%BC.png' });
    expect(config.fonts).toEqual(fonts);
  });

  it('accepts a caption font that is not one of its files, as a family of the system', () => {
    const caption = { text: 'ada', font: 'DejaVu Sans' };
    const input = { profiles: { avatar: { variants: { large: { caption } } } } };
    expect(defineConfig(input).profiles.avatar?.variants.large?.caption).toMatchObject(caption);
  });

  it('reads jpg as jpeg wherever it names formats', () => {
    const { profiles } = defineConfig({
      profiles: {
        avatar: { accept: ['jpg', 'png'], formats: ['jpg'], variants: { a: { formats: ['jpg'] } } },
      },
    });
    const { accept, formats, variants } = profiles['avatar'] ?? {};
    expect({ accept, formats, own: variants?.['a']?.formats }).toEqual({
      accept: ['jpeg', 'png'],
      formats: ['jpeg'],
      own: ['jpeg'],
    });
  });

  it('sorts the widths that variants may be asked for in, and drops duplicates', () => {
    const onDemand = { widths: [640, 320, 640] };
    const { profiles } = defineConfig({ profiles: { photo: { variants, onDemand } } });
    expect(profiles.photo?.onDemand).toEqual({ widths: [320, 640], recipes: 'none' });
  });

  it.each([0, 1.5, '320'])('refuses the width %p', (width) => {
    const profiles = { photo: { variants, onDemand: { widths: [width] } } };
    expect(mistakes({ profiles })).toEqual([
      expect.stringContaining('write whole numbers of pixels, 1 or more, such as'),
    ]);
  });

  it.each<[boolean, ProfileInput]>([
    [false, { variants }],
    [true, { variants: { large: { on: 'request' } } }],
    [true, { variants, onDemand: { widths: [320] } }],
    [true, { variants, onDemand: { recipes: 'signed' } }],
  ])('tells if requests may have renditions made: %p', (expected, photo) => {
    const { profiles } = defineConfig({ profiles: { photo } });
    expect(profiles.photo && makesOnRequest(profiles.photo)).toBe(expected);
  });

  it('refuses a width that delivery.maxSide does not allow', () => {
    const photo = { variants, onDemand: { widths: [320, 5_000] } };
    expect(mistakes({ profiles: { photo } })).toEqual([
      '✖ profiles.photo.onDemand.widths is [320,5000]: write widths of at most 4096, or raise delivery.maxSide: the widest is 5000',
    ]);
    expect(mistakes({ profiles: { photo }, delivery: { maxSide: 5_000 } })).toEqual([]);
  });

  it('refuses the smallest of several formats on request', () => {
    const hero = { on: 'request', formats: { smallest: ['webp', 'png'] } };
    expect(mistakes({ profiles: { photo: { variants: { hero } } } })).toEqual([
      expect.stringMatching(/^✖ profiles\.photo\.variants\.hero\.formats is .*: write a list: /),
    ]);
  });

  it('accepts the built-in profiles with overrides', () => {
    const avatar = { ...builtinProfiles.avatar, maxBytes: '1 MB' };
    const config = defineConfig({ profiles: { ...builtinProfiles, avatar } });
    expect(Object.keys(config.profiles)).toEqual(['avatar', 'banner', 'photo']);
    expect(config.profiles.avatar?.maxBytes).toBe(1_000_000);
  });
});
