import type { Image } from '@thumbing/config';

/** One request for a rendition. */
interface View {
  readonly width: number;
  readonly view: 'first' | 'second';
  readonly type: string;
  readonly bytes: number;
  readonly 'cache-status': string;
  readonly ms: number;
}

const CHROME = { accept: 'image/avif,image/webp,image/*,*/*;q=0.8' };

/**
 * Asks twice for each width of a variant, as a browser would. Throws unless the first view is made, and the second is not.
 */
export async function viewTwice({ variants = [] }: Image): Promise<readonly View[]> {
  const [variant] = variants;
  if (!variant?.widthUrl) throw new Error('the image lists no variant with widths');
  const views: View[] = [];
  for (const view of ['first', 'second'] as const) {
    for (const width of variant.widths) {
      const url = variant.widthUrl.replace('*', String(width));
      const seen = await look(url, width, view);
      // Kept, or still being kept: the second view is not made.
      const expected = view === 'first' ? /stored/ : /hit|collapsed/;
      if (!expected.test(seen['cache-status'])) throw new Error(`${url}: ${seen['cache-status']}`);
      views.push(seen);
    }
  }
  return views;
}

async function look(url: string, width: number, view: View['view']): Promise<View> {
  const begun = performance.now();
  const response = await fetch(url, { headers: CHROME });
  const { length } = await response.bytes();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return {
    width,
    view,
    type: response.headers.get('content-type') ?? '',
    bytes: length,
    'cache-status': response.headers.get('cache-status') ?? '',
    ms: Math.round(performance.now() - begun),
  };
}
