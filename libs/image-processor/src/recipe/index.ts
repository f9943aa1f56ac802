export { outputFormat, sourceFormat } from '../params/format-name.ts';
export { BYTE_UNITS, formatBytes } from '../util/byte-size.ts';
export { validate, type Validation } from '../params/validate.ts';
export { recipe, type Recipe, type RecipeInput } from './recipe.ts';
export type { FormatInput, PositionInput } from './input/choices.ts';
export type {
  CaptionInput,
  DuotoneInput,
  ExtendInput,
  ModulateInput,
  NormalizeInput,
  SharpenInput,
  WatermarkInput,
} from './input/effects-params.ts';
export type {
  AvifInput,
  GifInput,
  JpegInput,
  PngInput,
  WebpInput,
} from './input/encoders-params.ts';
export type { CropInput, ResizeInput, TrimInput } from './input/geometry-params.ts';
