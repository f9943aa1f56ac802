import { SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import { render, type Rendered, type Rendition } from '@thumbing/image-processor';
import type { LoadedTask } from './render-task.ts';

/** More than anything here needs. */
const LIMITS = { maxBytes: 1e9, maxPixels: 100_000_000, maxFrames: 100, timeout: 600 };

const begin = ({ bytes, variants, formats }: LoadedTask): Promise<Rendered> =>
  render(bytes, { accept: SOURCE_FORMATS, limits: LIMITS, variants, formats });

/** What the library makes of it. */
export async function makeByLibrary(order: LoadedTask): Promise<Rendition[]> {
  const { renditions } = await begin(order);
  const made: Rendition[] = [];
  for await (const rendition of renditions) made.push(rendition);
  return made;
}

/** The original decoded, and nothing made of it, or only the placeholder. */
export async function decodeByLibrary(order: LoadedTask, what?: 'placeholder'): Promise<void> {
  const { placeholder, renditions } = await begin(order);
  if (what) await placeholder();
  await renditions.return();
}
