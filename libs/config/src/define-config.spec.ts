import fc from 'fast-check';
import { builtinProfiles } from './builtin-profiles.ts';
import { ConfigError } from './config-error.ts';
import { defineConfig, parseConfig } from './define-config.ts';
import type { ConfigInput } from './schema/config.ts';

const FILE =
  "write new URL('./logo.png', import.meta.url), which is found from wherever this is loaded, or an absolute path";

const variants = { large: { resize: { width: 512 } } };

/** The lines of the error that a configuration gets. */
function mistakes(input: unknown): string[] {
  try {
    parseConfig(input);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('defineConfig', () => {
  it('fills in everything but the profiles', () => {
    expect(defineConfig({ profiles: { avatar: { variants } } })).toEqual({
      profiles: {
        avatar: {
          accept: ['jpeg', 'png', 'webp', 'avif', 'gif'],
          maxBytes: 20_000_000,
          variants: {
            large: {
              resize: { width: 512, fit: 'inside', position: 'centre', enlarge: false, dpr: 1 },
              background: '#ffffff',
              animation: 'first-frame',
              colour: 'srgb',
              metadata: 'none',
            },
          },
          formats: ['avif', 'webp', 'jpeg'],
        },
      },
      images: {},
      fonts: {},
      limits: { maxPixels: 100_000_000, maxFrames: 300, maxDuration: 300, timeout: 30 },
      origins: [],
      webhooks: [],
      retention: { unfinished: 86_400 },
    });
  });

  it('changes nothing about what it has once returned', () => {
    fc.assert(
      fc.property(configs, (input) => {
        const config = defineConfig(input);
        expect(defineConfig(config)).toEqual(config);
      }),
    );
  });

  it('counts an entry that is listed twice once', () => {
    const origins = ['http://localhost:5173', 'http://localhost:5173'];
    const config = defineConfig({
      profiles: { avatar: { variants, formats: ['webp', 'webp', 'jpeg'] } },
      origins,
    });
    expect(config.origins).toEqual(['http://localhost:5173']);
    expect(config.profiles.avatar?.formats).toEqual(['webp', 'jpeg']);
  });

  it('knows files by where they are, from wherever it was loaded', () => {
    const images = { logo: new URL('./logo ü.png', 'file:///pictures/thumbing.config.ts') };
    const fonts = { inter: '/fonts/Inter.ttf', arial: 'C:\\fonts\\arial.ttf' };
    const config = defineConfig({ profiles: { avatar: { variants } }, images, fonts });
    expect(config.images).toEqual({ logo: 'file:///pictures/logo%20%C3%BC.png' });
    expect(config.fonts).toEqual(fonts);
  });

  it('takes a font that is none of its files for a family that the system has', () => {
    const caption = { text: 'ada', font: 'DejaVu Sans' };
    const input = { profiles: { avatar: { variants: { large: { caption } } } } };
    expect(defineConfig(input).profiles.avatar?.variants.large?.caption).toMatchObject(caption);
  });

  it('accepts the built-in profiles, with changes on top', () => {
    const avatar = { ...builtinProfiles.avatar, maxBytes: '1 MB' };
    const config = defineConfig({ profiles: { ...builtinProfiles, avatar } });
    expect(Object.keys(config.profiles)).toEqual(['avatar', 'banner', 'photo']);
    expect(config.profiles.avatar?.maxBytes).toBe(1_000_000);
  });
});

describe('a wrong configuration', () => {
  it.each`
    field                                            | value              | line
    ${'profiles.avatar.maxBytes'}                    | ${'10 Mb/s'}       | ${"is '10 Mb/s': write a size as '10 MB', '500 KB' or a whole number of bytes"}
    ${'profiles.avatar.maxBytes'}                    | ${true}            | ${"is true: write a size as '10 MB', '500 KB' or a whole number of bytes"}
    ${'profiles.avatar.maxBytes'}                    | ${0.5}             | ${"is 0.5: write a size as '10 MB', '500 KB' or a whole number of bytes"}
    ${'limits.timeout'}                              | ${'2 hours'}       | ${"is '2 hours': write a duration of at most '1 hour'"}
    ${'limits.timeout'}                              | ${null}            | ${"is null: write a duration as '30 seconds', '5 minutes', '12 hours', '30 days' or a whole number of seconds"}
    ${'profiles.avatar.formats'}                     | ${[]}              | ${'is []: name at least one'}
    ${'profiles.avatar.formats'}                     | ${'webp'}          | ${"is 'webp': write a list, as [ … ]"}
    ${'profiles.avatar.variants.large.resize.width'} | ${-1}              | ${'is -1: write a whole number from 1 to 16383'}
    ${'profiles.avatar.variants.large.resize.width'} | ${'wide'}          | ${"is 'wide': write a whole number from 1 to 16383"}
    ${'profiles.avatar.variants.large.resize.fit'}   | ${'fit'}           | ${"is 'fit': choose 'cover', 'contain', 'fill', 'inside' or 'outside'"}
    ${'profiles.avatar.variants.large.resize'}       | ${{}}              | ${'is {}: give a width, a height, or both'}
    ${'profiles.avatar.variants.large.quality'}      | ${1.5}             | ${"is 1.5: write a whole number from 1 to 100, 'auto', or { auto: 'low' }, 'medium' or 'high'"}
    ${'profiles.avatar.variants.large.quality'}      | ${101}             | ${'is 101: write a whole number from 1 to 100'}
    ${'profiles.avatar.variants'}                    | ${{}}              | ${'is {}: name at least one variant, as { large: { resize: { width: 512 } } }'}
    ${'profiles.avatar.variants'}                    | ${undefined}       | ${'is missing: name at least one variant, as { large: { resize: { width: 512 } } }'}
    ${"profiles['My avatar']"}                       | ${{ variants }}    | ${'has a wrong name: use lower-case letters, digits and hyphens, at most 63, starting with a letter or digit'}
    ${'profiles'}                                    | ${{}}              | ${'is {}: name at least one profile, as { avatar: { variants: { … } } }'}
    ${'profiles.avatar.maxbytes'}                    | ${1}               | ${'is unknown: leave it out; what can be set here: accept, maxBytes, variants, formats'}
    ${'images.logo'}                                 | ${'./logo.png'}    | ${`is './logo.png': ${FILE}`}
    ${'images.logo'}                                 | ${'https://a.b/c'} | ${`is 'https://a.b/c': ${FILE}`}
    ${'fonts.inter'}                                 | ${true}            | ${`is true: ${FILE}`}
    ${'fonts'}                                       | ${'inter.ttf'}     | ${"is 'inter.ttf': write an object, as { … }"}
    ${"images['My logo']"}                           | ${'/logo.png'}     | ${'has a wrong name: use lower-case letters, digits and hyphens, at most 63, starting with a letter or digit'}
    ${'auth.issuer'}                                 | ${'http://a.b'}    | ${"is 'http://a.b': write a URL that starts with https:// (http:// only to localhost)"}
    ${'retention'}                                   | ${() => 1}         | ${'is a function: write an object, as { … }'}
  `('says that $field $line', ({ field, value, line }: Row) => {
    const input = structure();
    put(input, field, value);
    expect(mistakes(input)).toEqual([`✖ ${field} ${line}`]);
  });

  it.each([
    [{}, "name its file, as images: { logo: new URL('./logo.png', import.meta.url) }"],
    [{ mark: '/mark.png', seal: 3 }, 'choose one of the images (mark, seal), or add it to them'],
  ])('is told of a watermark that is none of the images %j', (images, remedy) => {
    const watermark = { image: 'logo' };
    const large = { resize: { width: 'wide' }, watermark };
    expect(mistakes({ profiles: { avatar: { variants: { large } } }, images })).toContain(
      `✖ profiles.avatar.variants.large.watermark.image is 'logo': ${remedy}`,
    );
    const thumb = { watermark: { image: 'constructor' } };
    expect(mistakes({ profiles: { avatar: { variants: { thumb } } } })).toHaveLength(1);
  });

  it('is told every mistake at once', () => {
    const lines = mistakes({
      profiles: { avatar: { variants, formats: ['tif'], foo: 1, bar: 2 }, banner: 3 },
      origins: ['https://a.example/', 'https://a.example', '*'],
      webhooks: [{ url: 'ftp://x', events: ['thumbing.image.redy'] }],
    });
    expect(lines.map((line) => line.replace(/ (is|has) .*/, ''))).toEqual([
      '✖ profiles.avatar.formats[0]',
      '✖ profiles.avatar.foo',
      '✖ profiles.avatar.bar',
      '✖ profiles.banner',
      '✖ origins[0]',
      '✖ origins[2]',
      '✖ webhooks[0].url',
      '✖ webhooks[0].events[0]',
    ]);
  });

  it('is told of a webhook that is there twice', () => {
    const webhooks = [{ url: 'https://a.example/x' }, { url: 'https://a.example/x' }];
    expect(mistakes({ profiles: { avatar: { variants } }, webhooks })).toEqual([
      "✖ webhooks[1].url is 'https://a.example/x': it is there already: leave one out, or write another URL",
    ]);
  });

  it('is told what is wrong inside a profile whose name is wrong too', () => {
    const lines = mistakes({ profiles: { Avatar: { variants: { L: { quality: 0 } } } } });
    expect(lines).toEqual([
      '✖ profiles.Avatar.variants.L.quality is 0: write a whole number from 1 to 100',
      expect.stringMatching(/^✖ profiles.Avatar.variants.L has a wrong name: /),
      expect.stringMatching(/^✖ profiles.Avatar has a wrong name: /),
    ]);
  });

  it('gets one line a mistake, however long or strange the value', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const [line, ...rest] = mistakes({ profiles: { avatar: { variants } }, limits: [value] });
        expect(line).toMatch(/^✖ limits is .{1,60}: write an object, as \{ … \}$/u);
        expect(rest).toEqual([]);
      }),
    );
  });

  it.each([undefined, null, 3, 'profiles', []])('is refused as a whole when it is %j', (input) => {
    expect(mistakes(input)).toHaveLength(1);
  });
});

interface Row {
  readonly field: string;
  readonly value: unknown;
  readonly line: string;
}

const structure = () => ({
  profiles: { avatar: { variants: { large: { resize: { width: 1 } } } } },
  images: {},
  fonts: {},
  limits: {},
  auth: { issuer: 'https://issuer.example', audience: ['app'] },
});

/** Sets a field by its path, as error lines write it. */
function put(target: object, field: string, value: unknown): void {
  const keys = field.replace("['", '.').replace("']", '').split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), target);
  Reflect.set(Object(parent), last, value);
}

const names = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,9}$/).filter((name) => name !== '__proto__');
const sizes = fc.oneof(fc.integer({ min: 1 }), fc.constantFrom('10 MB', '1.5KiB', '3 b', '1.1 gb'));
const durations = fc.constantFrom<number | string>(1, 3_600, '1 second', '5 minutes', '1 Hour');
const optional = { requiredKeys: [] };

const recipes = fc.record(
  {
    resize: fc.record({ width: fc.integer({ min: 1, max: 4_000 }) }),
    background: fc.constantFrom('#fff', '#001122'),
    animation: fc.constantFrom('keep', 'first-frame'),
    quality: fc.integer({ min: 1, max: 100 }),
    watermark: fc.record({ image: fc.constantFrom('logo', 'mark') }),
    caption: fc.record({ text: fc.constant('ada'), font: fc.constantFrom('inter', 'Arial') }),
  },
  optional,
);

const profiles = fc.record(
  {
    accept: fc.array(fc.constantFrom('jpeg', 'svg', 'tiff'), { minLength: 1 }),
    maxBytes: sizes,
    variants: fc.dictionary(names, recipes, { minKeys: 1 }),
    formats: fc.array(fc.constantFrom('avif', 'webp'), { minLength: 1 }),
  },
  { requiredKeys: ['variants'] },
);

const configs: fc.Arbitrary<ConfigInput> = fc.record(
  {
    profiles: fc.dictionary(names, profiles, { minKeys: 1, maxKeys: 3 }),
    limits: fc.record({ maxPixels: fc.integer({ min: 1 }), timeout: durations }, optional),
    images: fc.record({
      logo: fc.constant(new URL('file:///logo.png')),
      mark: fc.constantFrom('/mark.svg', 'file:///mark.svg'),
    }),
    fonts: fc.dictionary(names, fc.constantFrom('/a.ttf', new URL('file:///b.ttf'))),
    origins: fc.array(fc.constantFrom('http://localhost:1', 'https://a.example')),
    auth: fc.constant({ issuer: 'https://a.example/b', audience: ['x', 'x'] }),
    webhooks: fc.uniqueArray(
      fc.constantFrom({ url: 'https://a.example/hook' }, { url: 'https://b.example/hook' }),
    ),
    retention: fc.record({ originals: durations, unfinished: durations }, optional),
  },
  { requiredKeys: ['profiles', 'images'] },
);
