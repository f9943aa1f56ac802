export { ImageError, type ImageErrorCode } from './errors.ts';
export { inspect } from './inspect.ts';
export { allowLoaders, formatsRead } from './source/loaders.ts';
export { outputsOf, type Outputs } from './plan/outputs.ts';
export { render } from './render.ts';
export { rendersAtOnce } from './concurrency.ts';
export type {
  ImageFacts,
  Inspection,
  InspectOptions,
  Limits,
  Placeholder,
  Rendered,
  Rendition,
  RenderOptions,
} from './types.ts';
