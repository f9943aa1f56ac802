import type { Config, RenditionKey } from '@thumbing/config';
import type { Rendered, RenderOptions } from '@thumbing/image-processor';
import type { Recipe } from '@thumbing/image-processor/recipe';

/** Configuration and ports of `renderOne`. */
export interface RenderOneDeps {
  /** Limits of a render. */
  readonly config: Pick<Config, 'limits' | 'delivery'>;
  /** `render` of `@thumbing/image-processor`, or that of a pool. */
  readonly render: (bytes: Uint8Array, options: RenderOptions) => Promise<Rendered>;
  /** Images and fonts that recipes name. @default none */
  readonly materials?: Pick<RenderOptions, 'images' | 'fonts'> | undefined;
}

/** A file to render. */
export interface OneFile extends Pick<RenderOptions, 'accept' | 'copyOf'> {
  readonly recipe: Recipe;
  readonly format: RenditionKey['format'];
}

/** Renders a single file, and leaves nothing running. */
export async function renderOne(
  { render, materials, config }: RenderOneDeps,
  bytes: Uint8Array,
  { recipe, format, ...options }: OneFile,
): Promise<Uint8Array> {
  const { timeout } = config.delivery;
  const { renditions } = await render(bytes, {
    ...options,
    ...materials,
    // It was accepted when it was uploaded, whatever a profile accepts by now.
    limits: { ...config.limits, maxBytes: bytes.length, cpuTime: timeout, timeout },
    variants: { file: { ...recipe, formats: [format] } },
    formats: [format],
    placeholder: false,
  });
  for await (const { data } of renditions) {
    await renditions.next();
    return data;
  }
  throw new Error('a render made no file');
}
