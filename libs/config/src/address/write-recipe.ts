import type { Recipe } from '@thumbing/image-processor/recipe';
import { ADDRESS_KEYS, type AddressKey } from './address-keys.ts';
import { writeValue } from './values.ts';

/** The text of a recipe, or the reason why it has none. */
export type Written = { readonly text: string } | { readonly problem: string };

/** Writes the fields of a recipe that addresses have; the text is empty if all of them are the defaults. */
export function writeRecipe(recipe: Recipe): Written {
  const parts: string[] = [];
  for (const key of ADDRESS_KEYS) {
    const text = textOf(recipe, key);
    if (text === undefined || key.leftOut.includes(text)) continue;
    if (new RegExp(key.pattern).test(text)) parts.push(`${key.name}=${text}`);
    // Of words, an address has all but the default.
    else if (/[A-Z]/.test(key.forms)) return { problem: `${key.name} has no address: ${text}` };
  }
  return { text: parts.join(',') };
}

function textOf(recipe: Recipe, { path, kind, name, whole }: AddressKey): string | undefined {
  const value = path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), recipe);
  if (value === undefined) return undefined;
  if (whole === undefined || typeof value !== 'object') return writeValue(value, kind);
  const isWritten = ADDRESS_KEYS.some((key) => {
    if (!key.name.startsWith(`${name}.`)) return false;
    const text = textOf(recipe, key);
    return text !== undefined && !key.leftOut.includes(text) && new RegExp(key.pattern).test(text);
  });
  return isWritten ? undefined : whole;
}
