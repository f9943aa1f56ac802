export { ImageError, type ImageErrorCode } from './errors.ts';
export { inspect } from './inspect.ts';
export { allowLoaders } from './loaders.ts';
export { render } from './render.ts';
export { rendersAtOnce } from './renders-at-once.ts';
export type {
  ImageFacts,
  InspectOptions,
  Limits,
  Placeholder,
  Rendered,
  Rendition,
  RenderOptions,
} from './types.ts';
