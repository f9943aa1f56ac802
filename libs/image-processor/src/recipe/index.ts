export { outputFormat, sourceFormat } from '../params/format-name.ts';
export { BYTE_UNITS, formatBytes } from '../util/byte-size.ts';
export { DURATION_UNITS, formatDuration } from '../util/duration.ts';
export { validate, type Validation } from '../params/validate.ts';
export { recipe, recipeObject, type Recipe, type RecipeInput } from './recipe.ts';
export type { FormatInput, PositionInput } from './input/choices.ts';
// Generated from the schemas, a type for each step and encoder that has fields.
export type * from './input/geometry-params.ts';
export type * from './input/effects-params.ts';
export type * from './input/encoders-params.ts';
