import fc from 'fast-check';
import { mistakes } from './testing/mistakes.ts';

const variants = { large: { resize: { width: 512 } } };

describe('parseConfig', () => {
  it.each([
    [{}, "define it as images: { logo: new URL('./logo.png', import.meta.url) }"],
    [
      { mark: '/mark.png', seal: 3 },
      'choose one of the images (mark, seal), or add it to `images`',
    ],
  ])('reports a watermark that is not one of the images %j', (images, remedy) => {
    const watermark = { image: 'logo' };
    const large = { resize: { width: 'wide' }, watermark };
    expect(mistakes({ profiles: { avatar: { variants: { large } } }, images })).toContain(
      `✖ profiles.avatar.variants.large.watermark.image is 'logo': ${remedy}`,
    );
    const thumb = { watermark: { image: 'constructor' } };
    expect(mistakes({ profiles: { avatar: { variants: { thumb } } } })).toHaveLength(1);
  });

  it('reports every mistake at once', () => {
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

  it('reports a webhook URL that appears twice', () => {
    const webhooks = [{ url: 'https://a.example/x' }, { url: 'https://a.example/x' }];
    expect(mistakes({ profiles: { avatar: { variants } }, webhooks })).toEqual([
      "✖ webhooks[1].url is 'https://a.example/…': it repeats webhooks[0]; remove it, or write another URL",
    ]);
  });

  it.each([
    [{ url: 'https://user:s3cret@a.example/hook' }, "webhooks[0].url is 'https://…@a.example/…'"],
    [{ url: 'http://a.example/s3cret' }, "webhooks[0].url is 'http://a.example/…'"],
    [{ url: 'http://a.example?s3cret' }, "webhooks[0].url is 'http://a.example/…'"],
    [
      { url: `https://${'u'.repeat(60)}:s3cret@a.example` },
      "webhooks[0].url is 'https://…@a.example'",
    ],
    ['https://a.example/s3cret', "webhooks[0] is 'https://a.example/…'"],
    [[{ url: 'https://a.example/s3cret' }], 'webhooks[0] is [{"url":"https://a.example/…"}]'],
  ])('shows no secret of the webhook %j', (webhook, said) => {
    const [line = '', ...rest] = mistakes({
      profiles: { avatar: { variants } },
      webhooks: [webhook],
    });
    expect(rest).toEqual([]);
    expect(line).toContain(said);
    expect(line).not.toContain('s3cret');
  });

  it('reports mistakes inside a profile whose name is invalid too', () => {
    const lines = mistakes({ profiles: { Avatar: { variants: { L: { quality: 0 } } } } });
    expect(lines).toEqual([
      '✖ profiles.Avatar.variants.L.quality is 0: write a whole number from 1 to 100',
      expect.stringMatching(/^✖ profiles.Avatar.variants.L has an invalid name: /),
      expect.stringMatching(/^✖ profiles.Avatar has an invalid name: /),
    ]);
  });

  it('gets one line per mistake, however long or strange the value', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const [line, ...rest] = mistakes({ profiles: { avatar: { variants } }, limits: [value] });
        expect(line).toMatch(/^✖ limits is .{1,60}: write an object: \{ … \}$/u);
        expect(rest).toEqual([]);
      }),
    );
  });

  it.each([undefined, null, 3, 'profiles', []])('gets one mistake when it is %j', (input) => {
    expect(mistakes(input)).toHaveLength(1);
  });
});
