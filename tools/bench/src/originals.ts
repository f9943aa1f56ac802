import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { photo, type PhotoOptions } from '@thumbing/image-processor/testing';

export interface Original {
  readonly name: string;
  readonly file: string;
}

/** 100 megapixels is the most that the configuration allows without being asked for more. */
const MEGAPIXELS = {
  12: { width: 4_000, height: 3_000 },
  24: { width: 6_000, height: 4_000 },
  48: { width: 8_000, height: 6_000 },
  100: { width: 12_000, height: 8_333 },
} as const;

/** What people upload every day. */
const USUAL: Readonly<Record<string, PhotoOptions>> = {
  'jpeg, 12 MP': MEGAPIXELS[12],
  'jpeg, 24 MP': MEGAPIXELS[24],
  'jpeg, 48 MP': MEGAPIXELS[48],
  'jpeg, 100 MP': MEGAPIXELS[100],
  'png with alpha, 24 MP': { ...MEGAPIXELS[24], format: 'png', alpha: true },
};

/** What cannot be made smaller while it is decoded. */
const HEAVY: Readonly<Record<string, PhotoOptions>> = {
  'webp, 100 MP': { ...MEGAPIXELS[100], format: 'webp' },
  'avif, 24 MP': { ...MEGAPIXELS[24], format: 'avif' },
  'avif, 100 MP': { ...MEGAPIXELS[100], format: 'avif' },
};

/** Writes them into a folder. */
export async function makeOriginals(
  folder: string,
): Promise<{ readonly usual: readonly Original[]; readonly heavy: readonly Original[] }> {
  return { usual: await make(folder, USUAL), heavy: await make(folder, HEAVY) };
}

async function make(
  folder: string,
  pictures: Readonly<Record<string, PhotoOptions>>,
): Promise<Original[]> {
  const made: Original[] = [];
  for (const [name, options] of Object.entries(pictures)) {
    const file = join(folder, name);
    await writeFile(file, await photo(options));
    made.push({ name, file });
  }
  return made;
}
