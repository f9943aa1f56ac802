import { addressProblem } from './address-problem.ts';
import type { AddressGrammar } from './grammar.ts';
import { recipeKeys, type RecipeKey } from './recipe-keys.ts';

/**
 * The canonical path of an address whose keys are in another order, or have their defaults. `undefined` where more is
 * wrong: the pipeline, which knows what values mean, can tell more.
 */
export function canonicalAddress(path: string, grammar: AddressGrammar): string | undefined {
  const start = path.lastIndexOf('/') + 1;
  const file = path.slice(start).replace(/\.jpg$/, '.jpeg');
  const format = grammar.formats.find((each) => file.endsWith(`.${each}`));
  const what = format === undefined ? file : file.slice(0, -format.length - 1);
  const keys = recipeKeys(grammar);
  const parts = what.split(',').map((part) => {
    const [name = '', ...value] = part.split('=');
    const at = keys.findIndex((key) => key.name === name);
    return { part, at, name, isDefault: keys[at]?.leftOut.includes(value.join('=')) === true };
  });
  const kept = parts.filter(({ isDefault }) => !isDefault).toSorted((a, b) => a.at - b.at);
  // A step may have an effect with nothing but defaults: `normalize=true`.
  const isLost = ({ name }: RecipeKey): boolean =>
    parts.some((part) => part.name.startsWith(`${name}.`)) &&
    !kept.some((part) => part.name.startsWith(`${name}.`));
  if (keys.some(isLost)) return undefined;
  const folder = path.slice(0, start).replace(/\.0\/$/, '/');
  const end = format === undefined ? '' : `.${format}`;
  const canonical = `${folder}${kept.map(({ part }) => part).join(',')}${end}`;
  return addressProblem(canonical, grammar) === undefined ? canonical : undefined;
}
