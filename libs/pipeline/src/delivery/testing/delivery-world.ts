import { defineConfig, type ConfigInput, type OriginalKey } from '@thumbing/config';
import { photo } from '@thumbing/image-processor/testing';
import type { MakeRenditionDeps } from '../make-rendition.ts';
import { processImage } from '../../use-cases/process-image.ts';
import { memoryWorld, type MemoryDeps, type MemoryWorld } from '../../testing/memory-world.ts';

/** A picture of 6 kB, smaller than any that has copies. */
export const SMALL_PICTURE = await photo({ width: 60, height: 40, format: 'png' });

/** A profile with variants at upload and on request, widths and recipes. */
export const DELIVERY_CONFIG = {
  profiles: {
    photo: {
      maxBytes: '30 MB',
      variants: {
        card: { resize: { width: 20 } },
        hero: { on: 'request', resize: { width: 40, height: 30, fit: 'cover' } },
        whole: { on: 'request' },
      },
      formats: ['webp', 'png'],
      onDemand: { widths: [10, 50], recipes: 'signed' },
    },
    avatar: { variants: { large: { resize: { width: 20 } } }, formats: ['webp'] },
  },
  images: { logo: '/logo.png' },
} as const satisfies ConfigInput;

export interface DeliveryWorld extends MemoryWorld {
  readonly deps: MemoryDeps & MakeRenditionDeps;
  /** Errors of what could not be kept, by its path. */
  readonly unkept: string[];
  /** Uploads a picture and processes it. */
  readonly ready: (data?: Uint8Array) => Promise<OriginalKey>;
}

/** All ports in memory, and ready images in them. */
export function deliveryWorld(
  overrides: Partial<MemoryDeps> = {},
  config: Partial<ConfigInput> = {},
): DeliveryWorld {
  const unkept: string[] = [];
  const world = memoryWorld({
    config: defineConfig({ ...DELIVERY_CONFIG, ...config }),
    ...overrides,
  });
  return {
    ...world,
    unkept,
    deps: { ...world.deps, onUnkept: (_, path) => void unkept.push(path) },
    ready: async (data = SMALL_PICTURE) => {
      const contentType = data[0] === 0xff ? 'image/jpeg' : 'image/png';
      const key = await world.upload(data, { profile: 'photo', contentType });
      await processImage(world.deps)(key);
      return key;
    },
  };
}
