import {
  ADDRESS_GRAMMAR,
  addressProblem,
  canonicalAddress,
  recipeProblem,
} from '@thumbing/client/address';
import { readRecipe } from '../address/read-recipe.ts';
import { recipeText, type Refusal } from '../address/recipe-text.ts';
import { renditionAddress } from '../address/rendition-address.ts';
import { edge } from './edge.ts';

/** A sentence about the first law that a text breaks, or `undefined`. */
type Fault = string | undefined;

/** The laws of every text, whether it is that of a recipe or not: all readers agree, and one recipe has one text. */
export function faultOfRecipe(text: string): Fault {
  const problem = recipeProblem(text, ADDRESS_GRAMMAR);
  if (edge.recipeProblem(text) !== problem) return 'the edge differs from the client';
  const read = recipeText.parse(text);
  if (!read.success) {
    // Bytes that are no UTF-8 are a matter of values, which the client does not check.
    const form = readRecipe(text);
    if (problem === undefined && 'problem' in form && !form.problem.endsWith('UTF-8')) {
      return `the client accepts it, and the configuration says: ${form.problem}`;
    }
    return faultOfRefusal(text, read, problem, (canonical) => recipeText.parse(canonical).success);
  }
  if (problem !== undefined) return `the configuration accepts it, and the client says: ${problem}`;
  if (!/^[A-Za-z0-9_.:,=-]{1,512}$/.test(text)) return 'accepted outside the alphabet';
  if (recipeText.format(read.recipe) !== text) return 'written differently from how it was read';
  return undefined;
}

/** The laws of every path, likewise. */
export function faultOfPath(path: string): Fault {
  const problem = addressProblem(path, ADDRESS_GRAMMAR);
  if (edge.addressProblem(path) !== problem) return 'the edge differs from the client';
  const read = renditionAddress.parse(path);
  if (!read.success) {
    const { canonical } = read;
    const clients = canonicalAddress(path, ADDRESS_GRAMMAR);
    if (canonical !== undefined && clients !== undefined && clients !== canonical) {
      return `the client says to write ${clients} instead of ${canonical}`;
    }
    const accepts = (canonical: string) => renditionAddress.parse(canonical).success;
    return faultOfRefusal(path, read, problem, accepts);
  }
  if (problem !== undefined) return `the configuration accepts it, and the client says: ${problem}`;
  if (/\/\.|\/\/|\\|%/.test(path)) return 'unsafe as the path of a file';
  if (renditionAddress.format(read.address) !== path)
    return 'written differently from how it was read';
  return undefined;
}

/** A text is refused for its form, then the client refuses it too; or for its values, then no other text has them. */
function faultOfRefusal(
  text: string,
  { problem, canonical }: Refusal,
  clients: string | undefined,
  accepts: (canonical: string) => boolean,
): Fault {
  if (problem === '') return 'refused without a reason';
  if (canonical === undefined) return undefined;
  if (canonical === text) return 'refused as if it were not canonical';
  if (!accepts(canonical)) return `its canonical form is refused: ${canonical}`;
  return clients === undefined ? `the client accepts it instead of ${canonical}` : undefined;
}
