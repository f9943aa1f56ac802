import type { RecipeInput } from '@thumbing/image-processor/recipe';
import type { ProfileInput } from './schema/profile.ts';

const FORMATS: ProfileInput['formats'] = ['avif', 'webp', 'jpeg'];

/** Fills the whole area and crops to the part that draws the eye. */
const cover = (width: number, height: number): RecipeInput => ({
  resize: { width, height, fit: 'cover', position: 'attention' },
});

/** Keeps the whole picture, at most this wide. */
const inside = (width: number): RecipeInput => ({ resize: { width, fit: 'inside' } });

/** Profiles to start from: spread them in a configuration and override what differs. */
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
      w320: inside(320),
      w640: inside(640),
      w1024: inside(1024),
      w1536: inside(1536),
      w2048: inside(2048),
    },
    formats: FORMATS,
  },
} satisfies Record<string, ProfileInput>;
