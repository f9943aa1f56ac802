import './check-node-version.ts';

export { renderConcurrency } from './concurrency.ts';
export { ImageError, RenderTimeoutError, type ImageErrorCode } from './errors.ts';
export { inspect } from './inspect.ts';
export { formatsRead } from './plan/formats-read.ts';
export { outputsOf, type Outputs } from './plan/outputs.ts';
export { render } from './render.ts';
export type { ImageFacts, Inspection, InspectOptions, Limits } from './source/facts.ts';
export { allowLoaders } from './source/loaders.ts';
export type { Placeholder, Rendered, Rendition, RenderOptions } from './types.ts';
