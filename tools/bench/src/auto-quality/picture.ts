import { recipe, type RecipeInput } from '@thumbing/image-processor/recipe';
import type { Rendition } from '@thumbing/image-processor';
import { createScorer } from '@thumbing/ssimulacra2';
import sharp from 'sharp';
import { BARE } from '../interleaved/sharp-encoders.ts';
import { makeByLibrary } from '../interleaved/library.ts';
import { readPicture } from '../pictures/read.ts';
import type { Made, Search } from './search.ts';

export interface Picture {
  /** Rendered by the library. */
  readonly render: (asked: RecipeInput) => Promise<Rendition>;
  /** Encoded by sharp alone. */
  readonly make: (quality: number) => Promise<Made>;
}

/** Prepares a picture for repeated encoding in a format. */
export async function prepare(bytes: Buffer, format: Search['format']): Promise<Picture> {
  const render = async (asked: RecipeInput): Promise<Rendition> => {
    const variants = { it: recipe.parse(asked) };
    const [made] = await makeByLibrary({ bytes, variants, formats: [format] });
    if (!made) throw new Error('no rendition was made');
    return made;
  };
  // As the library does for formats without transparency.
  const shown = format === 'jpeg' ? sharp(bytes).flatten({ background: '#ffffff' }) : sharp(bytes);
  const { picture, open } = await readPicture(await shown.png().toBuffer());
  const scoreOf = await createScorer(picture);

  const make = async (quality: number): Promise<Made> => {
    const data = await BARE[format](open())[format]({ quality }).toBuffer();
    const again = picture.channels === 4 ? sharp(data).ensureAlpha() : sharp(data).removeAlpha();
    const score = await scoreOf({ ...picture, data: await again.raw().toBuffer() });
    return { quality, bytes: data.length, score };
  };
  return { render, make: remembered(make) };
}

function remembered<T>(make: (quality: number) => Promise<T>): (quality: number) => Promise<T> {
  const made = new Map<number, Promise<T>>();
  return (quality) => {
    const before = made.get(quality) ?? make(quality);
    made.set(quality, before);
    return before;
  };
}
