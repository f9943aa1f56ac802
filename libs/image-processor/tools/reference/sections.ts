import type { RecipeInput } from '../../src/recipe.ts';

/** Keys of a recipe that are read together, each with an example of what may be written there. */
interface Section {
  readonly heading: string;
  readonly examples: RecipeInput;
}

/** All that a recipe may say, in the order of its schema. */
export const SECTIONS: readonly Section[] = [
  {
    heading: 'What is seen, and how large',
    examples: {
      crop: { left: '10%', top: 40, width: '80%', height: 900 },
      trim: { background: '#ffffff', threshold: 20, margin: 8 },
      rotate: -2.5,
      flip: true,
      flop: true,
      resize: { width: 512, height: 512, fit: 'cover', position: { x: 0.5, y: 0.2 } },
    },
  },
  {
    heading: 'Colours and sharpness',
    examples: {
      normalise: { lower: 2, upper: 98 },
      gamma: 1.4,
      modulate: { brightness: 1.1, saturation: 0.8 },
      greyscale: true,
      tint: '#b58863',
      duotone: { shadow: '#1a237e', highlight: '#ffecb3' },
      blur: 12,
      sharpen: { sigma: 0.7, m2: 3 },
      pixelate: 16,
    },
  },
  {
    heading: 'On top, and around',
    examples: {
      watermark: { image: 'logo', position: 'right bottom', margin: 16, scale: 0.2, opacity: 0.7 },
      caption: { text: 'Lisbon, 1974', size: 32, background: '#00000080' },
      round: 'circle',
      extend: { top: 10, right: 10, bottom: 40, left: 10, background: '#ffffff' },
      flatten: true,
      background: '#f5f5f5',
    },
  },
  {
    heading: 'Files',
    examples: {
      animation: 'keep',
      formats: { smallest: ['avif', 'webp', 'png'] },
      quality: 'auto',
      maxBytes: 50_000,
      colour: 'p3',
      metadata: 'copyright',
    },
  },
  {
    heading: 'How each format is encoded',
    examples: {
      avif: { quality: 55, effort: 6 },
      webp: { lossless: true },
      jpeg: { progressive: false, chromaSubsampling: '4:4:4' },
      png: { palette: true, quality: 80 },
      gif: { colours: 64, dither: 0.5 },
    },
  },
];
