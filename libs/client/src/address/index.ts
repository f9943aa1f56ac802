export { addressParts, addressProblem, type AddressParts } from './address-problem.ts';
export { canonicalAddress } from './canonical-address.ts';
export { ADDRESS_GRAMMAR, type AddressGrammar } from './grammar.ts';
export { recipeKeys, type RecipeKey } from './recipe-keys.ts';
export { findKey, recipeProblem, type FoundKey } from './recipe-problem.ts';
