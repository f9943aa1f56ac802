export { outputFormat, sourceFormat } from '../params/format-name.ts';
export { BYTE_UNITS, formatBytes } from '../util/byte-size.ts';
export { validate, type Validation } from '../params/validate.ts';
export { recipe, type Recipe, type RecipeInput } from './recipe.ts';
