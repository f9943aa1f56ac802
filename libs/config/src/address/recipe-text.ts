import { ADDRESS_GRAMMAR, recipeProblem } from '@thumbing/client/address';
import { recipe, validate, type Recipe, type RecipeInput } from '@thumbing/image-processor/recipe';
import { readRecipe } from './read-recipe.ts';
import { writeRecipe } from './write-recipe.ts';

/** A refused text, such as that of a recipe or the path of an address. */
export interface Refusal {
  /** Tells it from what was read. */
  readonly success: false;
  /** The field, and the reason. */
  readonly problem: string;
  /** The text to write instead, where there is one. */
  readonly canonical?: string;
}

/** The recipe that a text stands for, or the refusal of the text. */
export type RecipeReading =
  | {
      /** The text is canonical, and the schema of recipes accepts its values. */
      readonly success: true;
      /** The recipe, with its defaults. Its `metadata` is not that of the profile. */
      readonly recipe: Recipe;
    }
  | Refusal;

/** `key=value,key=value`: a recipe in an address. One recipe has one text, whatever its input leaves to defaults. */
export const recipeText = {
  /**
   * The canonical text of a recipe. Throws a `RangeError` for an invalid recipe, and for one that no address can have:
   * with `metadata` or `formats`, a number of more than 6 decimals, a font by another name than that of a file, nothing
   * but defaults, or more than 512 bytes.
   */
  format: (input: RecipeInput): string => {
    const checked = validate(recipe, input, 'the recipe');
    if (!checked.success) throw new RangeError(checked.mistakes.join('\n'));
    const { metadata, formats } = checked.data;
    if (formats !== undefined) throw new RangeError('formats cannot be part of an address');
    if (metadata !== 'none') throw new RangeError('metadata cannot be part of an address');
    const written = writeRecipe(checked.data);
    if ('problem' in written) throw new RangeError(written.problem);
    const problem = written.text === '' ? 'the recipe is empty' : problemOf(written.text);
    if (problem !== undefined) throw new RangeError(problem);
    return written.text;
  },
  /** Reads a canonical text. Any other is refused, with the canonical text of the same recipe if there is one. */
  parse: (text: string): RecipeReading => {
    if (text.length > ADDRESS_GRAMMAR.maxLength) return refusalOf(text);
    const read = readRecipe(text);
    if ('problem' in read) return { success: false, problem: read.problem };
    const checked = validate(recipe, read.input, 'the recipe');
    if (!checked.success) return { success: false, problem: inWordsOfAddresses(checked.mistakes) };
    const written = writeRecipe(checked.data);
    if ('problem' in written) return { success: false, problem: written.problem };
    if (written.text === text) return { success: true, recipe: checked.data };
    return refusalOf(text, written.text);
  },
};

const problemOf = (text: string): string | undefined => recipeProblem(text, ADDRESS_GRAMMAR);

function refusalOf(text: string, canonical = ''): Refusal {
  const problem = problemOf(text) ?? 'the recipe is not canonical';
  const isAddress = canonical !== '' && problemOf(canonical) === undefined;
  return { success: false, problem, ...(isAddress && { canonical }) };
}

/** Mistakes as one sentence, with the fields of `resize` as addresses have them. */
const inWordsOfAddresses = (mistakes: readonly string[]): string =>
  mistakes.map((line) => line.replace(/^✖ (?:resize\.(?!background))?/, '')).join('; ');
