/** Color spaces of renditions: `keep` is that of the original. */
export const COLOR_SPACES = ['srgb', 'p3', 'keep'] as const;
export type ColorSpace = (typeof COLOR_SPACES)[number];
