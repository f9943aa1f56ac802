import fc from 'fast-check';
import { recipe } from '@thumbing/image-processor/recipe';
import { builtinProfiles } from './builtin-profiles.ts';
import { defineConfig } from './define-config.ts';
import { configs } from './testing/configs.ts';

const variants = { large: { resize: { width: 512 } } };

describe('defineConfig', () => {
  it('fills in the defaults of recipes', () => {
    const { profiles } = defineConfig({ profiles: { avatar: { variants } } });
    expect(profiles.avatar?.variants).toEqual({ large: recipe.parse(variants.large) });
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

  it('accepts the built-in profiles with overrides', () => {
    const avatar = { ...builtinProfiles.avatar, maxBytes: '1 MB' };
    const config = defineConfig({ profiles: { ...builtinProfiles, avatar } });
    expect(Object.keys(config.profiles)).toEqual(['avatar', 'banner', 'photo']);
    expect(config.profiles.avatar?.maxBytes).toBe(1_000_000);
  });
});
