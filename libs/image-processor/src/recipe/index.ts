export { recipe, type Recipe, type RecipeInput } from './recipe.ts';
