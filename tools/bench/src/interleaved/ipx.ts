import { createIPX } from 'ipx';
import { runConcurrently } from './run-concurrently.ts';
import type { LoadedTask } from './render-task.ts';

/** The library's default quality. IPX would leave it to sharp, which happens to have the same. */
const QUALITY = '80';

/** IPX (https://github.com/unjs/ipx): one request for each rendition, as its server would get it, all as WebP. */
export function makeByIpx({ bytes, variants, formats }: LoadedTask): () => Promise<unknown[]> {
  if (formats.some((format) => format !== 'webp')) {
    throw new Error('only WebP has the same options in IPX and in the library');
  }
  const data = Uint8Array.from(bytes).buffer;
  const ipx = createIPX({ storage: { name: 'memory', getMeta: () => ({}), getData: () => data } });
  const requests = Object.values(variants).map(({ resize }) => {
    const { width, height, fit, position } = resize ?? {};
    if (!width || !height || typeof position !== 'string') {
      throw new Error('a comparison with IPX needs both sides and a named position');
    }
    return {
      format: 'webp',
      quality: QUALITY,
      resize: `${width}x${height}`,
      fit: String(fit),
      position,
    };
  });
  return () => runConcurrently(requests.map((request) => () => ipx('original', request).process()));
}
