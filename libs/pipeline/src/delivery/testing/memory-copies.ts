import { originalKey, type OriginalKey } from '@thumbing/config';
import type { Copies } from '../copies/copies.ts';
import type { Originals } from '../../domain/ports.ts';
import type { MemoryFiles } from '../../testing/memory.ts';

/** Copies in a map, by the key of their image and their name. */
export const memoryCopies = (files: MemoryFiles): Copies => ({
  read: async (image, name) => files.get(`${originalKey.format(image)}/${name}`),
  write: async (image, name, data) => void files.set(`${originalKey.format(image)}/${name}`, data),
});

/** Originals whose copies are removed with them, last: a copy that is written meanwhile finds no original. */
export const originalsWithCopies = (originals: Originals, files: MemoryFiles): Originals => ({
  ...originals,
  remove: async (image: OriginalKey) => {
    await originals.remove(image);
    const folder = `${originalKey.format(image)}/`;
    for (const key of files.keys()) if (key.startsWith(folder)) files.delete(key);
  },
});
