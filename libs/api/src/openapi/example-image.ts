import type { Image } from '@thumbing/config';

const id = '01920000-0000-7000-8000-000000000001';

/** The image that the descriptions of the API and of events show. */
export const exampleImage = {
  id,
  owner: 'ada',
  profile: 'avatar',
  status: 'ready',
  createdAt: '2026-01-01T00:00:00.000Z',
  filename: 'me.jpg',
  original: {
    format: 'jpeg',
    width: 4000,
    height: 3000,
    bytes: 2_345_678,
    frames: 1,
    alpha: false,
  },
  renditions: [
    {
      variant: 'large',
      format: 'webp',
      width: 512,
      height: 512,
      bytes: 24_680,
      contentType: 'image/webp',
      url: `https://assets.example.com/avatar/${id}/large.webp`,
    },
  ],
  variants: [
    {
      variant: 'large',
      url: `https://assets.example.com/avatar/${id}/large`,
      formats: ['avif', 'webp', 'jpeg'],
      widths: [128, 256],
    },
  ],
  placeholder: { thumbhash: '1QcSHQRnh493V4dIh4eXh1h4kJUI', color: '#8a6f5c' },
} satisfies Image;
