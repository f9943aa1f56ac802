import { SOURCE_FORMATS } from '@thumbing/image-processor/formats';
import { render, type Rendered, type Rendition } from '@thumbing/image-processor';
import type { LoadedTask } from './render-task.ts';

/** Higher than any benchmark needs. */
const LIMITS = { maxBytes: 1e9, maxPixels: 100_000_000, maxFrames: 100, timeout: 600 };

/** Options of every render. */
export const RENDER_OPTIONS = { accept: SOURCE_FORMATS, limits: LIMITS };

const begin = ({ bytes, variants, formats }: LoadedTask): Promise<Rendered> =>
  render(bytes, { ...RENDER_OPTIONS, variants, formats });

/** All renditions, made by the library. */
export async function makeByLibrary(task: LoadedTask): Promise<Rendition[]> {
  const { renditions } = await begin(task);
  const made: Rendition[] = [];
  for await (const rendition of renditions) made.push(rendition);
  return made;
}

/** Decodes the original, and makes nothing of it but the placeholder where that is asked for. */
export async function decodeByLibrary(task: LoadedTask, what?: 'placeholder'): Promise<void> {
  const { placeholder, renditions } = await begin(task);
  if (what) await placeholder();
  await renditions.return();
}
