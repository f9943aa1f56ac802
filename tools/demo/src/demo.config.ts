import { builtinProfiles, defineConfig } from '@thumbing/config';

/** The built-in profiles, and one whose renditions are made when they are first asked for. */
export default defineConfig({
  profiles: {
    ...builtinProfiles,
    gallery: {
      maxBytes: '40 MB',
      variants: { hero: { on: 'request', resize: { width: 1920 } } },
      formats: ['avif', 'webp', 'jpeg'],
      onDemand: { widths: [320, 640, 960] },
    },
  },
});
