export { ImageError, type ImageErrorCode } from './errors.ts';
export type {
  ImageFacts,
  InspectOptions,
  Limits,
  Placeholder,
  Rendered,
  Rendition,
  RenderOptions,
} from './types.ts';
