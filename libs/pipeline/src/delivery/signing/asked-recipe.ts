import { recipeText, type OriginalKey } from '@thumbing/config';
import type { RecipeInput } from '@thumbing/image-processor/recipe';
import { RequestError } from '../../domain/request-error.ts';
import { recipeAt, type AddressConfig } from '../recipe-at.ts';

/** A recipe as the configuration has it, or its canonical text, in which the width may be `*`. */
export type AskedRecipe = RecipeInput | string;

const ANY_WIDTH = /(?<=^|,)width=\*(?=,|$)/;
const ONE_PIXEL = /(?<=^|,)width=1(?=,|$)/;

/** True for the text of a recipe in every width of its profile. */
export const isOfAnyWidth = (text: string): boolean => ANY_WIDTH.test(text);

/** The canonical text of a recipe that an address of this image can have. Throws a `RequestError` if there is none. */
export function textOf(config: AddressConfig, image: OriginalKey, asked: AskedRecipe): string {
  const text = typeof asked === 'string' ? checked(asked) : written(asked);
  const recipe = text.replace(ANY_WIDTH, 'width=1');
  // Also refuses images and fonts that the configuration lacks.
  recipeAt(config, { ...image, recipe });
  return text;
}

function checked(text: string): string {
  // A recipe in one width stands for that in any.
  const read = recipeText.parse(text.replace(ANY_WIDTH, 'width=1'));
  if (read.success) return text;
  const { problem, canonical } = read;
  if (canonical === undefined) throw refusal(problem);
  const instead = isOfAnyWidth(text) ? canonical.replace(ONE_PIXEL, 'width=*') : canonical;
  throw refusal(`${problem}; write ${instead}`);
}

function written(recipe: RecipeInput): string {
  try {
    return recipeText.format(recipe);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refusal(error.message.replaceAll(/^✖ /gm, '').replaceAll('\n', '; '));
  }
}

const refusal = (problem: string): RequestError => new RequestError('invalid-recipe', problem);
