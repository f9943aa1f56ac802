import { ADDRESS_GRAMMAR, recipeKeys, type RecipeKey } from '@thumbing/client/address';

/** The form of a value, which decides how its text is written and read. */
export type Kind = 'text' | 'name' | 'color' | 'length' | 'position' | 'plain';

/** A key of addresses, with its place in a recipe. */
export interface AddressKey extends RecipeKey {
  /** The field, or the step and its field. */
  readonly path: readonly string[];
  readonly kind: Kind;
  /** The value that stands for a step with nothing but defaults, where that is not the same as no step. */
  readonly whole?: string;
}

/** Fields of `resize` that addresses write without its name. */
const OF_RESIZE = ['width', 'height', 'fit', 'position', 'enlarge', 'dpr'];

const KINDS: readonly (readonly [form: RegExp, kind: Kind])[] = [
  [/Text/, 'text'],
  [/Name/, 'name'],
  [/Color|Opaque/, 'color'],
  [/Length/, 'length'],
  [/Compass/, 'position'],
];

const found = recipeKeys(ADDRESS_GRAMMAR);

/** All keys, in the order of recipes. */
export const ADDRESS_KEYS: readonly AddressKey[] = found.map((key) => {
  const isWhole = found.some(({ name }) => name.startsWith(`${key.name}.`));
  return {
    ...key,
    path: OF_RESIZE.includes(key.name) ? ['resize', key.name] : key.name.split('.'),
    kind: KINDS.find(([form]) => form.test(key.forms))?.[1] ?? 'plain',
    ...(isWhole && { whole: key.forms.replace('Int|', '') }),
  };
});
