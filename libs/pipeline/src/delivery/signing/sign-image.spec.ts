import { defineConfig, type Image } from '@thumbing/config';
import { manualClock } from '../../testing/memory.ts';
import { recordOf } from '../../testing/samples.ts';
import { toImage } from '../../domain/to-image.ts';
import { signImage } from './sign-image.ts';

const config = defineConfig({
  profiles: {
    avatar: { variants: { large: { resize: { width: 9 } } }, formats: ['webp'] },
    secret: {
      variants: { large: { resize: { width: 9 } } },
      formats: ['webp'],
      onDemand: { widths: [5] },
      access: 'private',
    },
  },
});

const renditions = { urlOf: () => 'https://assets.example.com/x' };
const made = { variant: 'large', format: 'webp', width: 9, height: 6, bytes: 100 } as const;

/** Signs with what is signed: `{path}@{hour}`. */
const sign = (start: string) =>
  signImage({
    config,
    clock: manualClock(start),
    signer: {
      sign: async (path, expires) => `${path}@${expires?.toISOString().slice(11, 16) ?? ''}`,
    },
  });

const imageOf = (profile: string, status: Image['status'] = 'ready'): Image =>
  toImage({ config, renditions }, recordOf({ profile, status, renditions: [made] }));

describe('signImage', () => {
  it('signs every address of a private image, and says when they end', async () => {
    const image = imageOf('secret');
    const signed = await sign('2026-01-01T10:20:00.000Z')(image);
    const path = `/secret/${image.id}`;
    expect(signed.expires).toBe('2026-01-01T12:00:00.000Z');
    expect(signed.renditions[0]?.url).toBe(`https://assets.example.com/x?s=${path}/large@12:00`);
    expect(signed.variants).toEqual([
      {
        variant: 'large',
        formats: ['webp'],
        widths: [5],
        url: `https://assets.example.com/x?s=${path}/large@12:00`,
        widthUrl: `https://assets.example.com/x,width=*?s=${path}/large,width=*@12:00`,
      },
    ]);
  });

  it('gives the same addresses for a whole hour, which is what browsers have kept', async () => {
    const image = imageOf('secret');
    const [first, later, next] = await Promise.all(
      ['10:00:00', '10:59:59', '11:00:00'].map((time) => sign(`2026-01-01T${time}.000Z`)(image)),
    );
    expect(later).toEqual(first);
    expect(next?.expires).not.toBe(first?.expires);
  });

  it('leaves other images as they are', async () => {
    for (const image of [imageOf('avatar'), imageOf('secret', 'processing')]) {
      expect(await sign('2026-01-01T10:20:00.000Z')(image)).toBe(image);
    }
  });
});
