import './check-node-version.ts';

export { ImageError, type ImageErrorCode } from './errors.ts';
export { inspect } from './inspect.ts';
export { allowLoaders, formatsRead } from './loaders.ts';
export { outputsOf, type Outputs } from './outputs.ts';
export { render } from './render.ts';
export { rendersAtOnce } from './renders-at-once.ts';
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
