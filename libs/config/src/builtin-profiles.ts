import type { RecipeInput } from '@thumbing/image-processor/recipe';
import type { ProfileInput } from './schema/config.ts';

const FORMATS: ProfileInput['formats'] = ['avif', 'webp', 'jpeg'];

/** Filled to the last pixel; the part that draws the eye is kept. */
const cover = (width: number, height: number): RecipeInput => ({
  resize: { width, height, fit: 'cover', position: 'attention' },
});

/** The whole picture, no wider than this. */
const within = (width: number): RecipeInput => ({ resize: { width, fit: 'inside' } });

/** What most products start from, as input: spread it in a configuration and change what differs. */
export const builtinProfiles = {
  avatar: {
    maxBytes: '10 MB',
    variants: { large: cover(512, 512), medium: cover(256, 256), thumb: cover(96, 96) },
    formats: FORMATS,
  },
  banner: {
    maxBytes: '20 MB',
    variants: { large: cover(1600, 400), small: cover(800, 200) },
    formats: FORMATS,
  },
  /** Widths for a `srcset`. */
  photo: {
    maxBytes: '40 MB',
    variants: {
      w320: within(320),
      w640: within(640),
      w1024: within(1024),
      w1536: within(1536),
      w2048: within(2048),
    },
    formats: FORMATS,
  },
} satisfies Record<string, ProfileInput>;
