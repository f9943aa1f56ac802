import type { AddressGrammar } from './grammar.ts';

/** A key of recipes as the grammar has it. */
export interface RecipeKey {
  /** The key as addresses write it: `width`, `modulate.hue`. */
  readonly name: string;
  /** Its words and forms, as the grammar writes them: `Int|auto`. */
  readonly forms: string;
  /** A regular expression for the whole of a value. */
  readonly pattern: string;
  /** Values that are the default, or mean the same. */
  readonly leftOut: readonly string[];
}

/** The keys of a grammar in their order. */
export function recipeKeys({ keys, forms }: AddressGrammar): RecipeKey[] {
  return keys.flatMap((line) => {
    const start = (line.split(' ')[0] ?? '').indexOf('.') + 1;
    return line
      .slice(start)
      .split(';')
      .flatMap((field) => {
        const [names = '', own = '', ...leftOut] = field.split(' ');
        const pattern = own.replaceAll(/[A-Z]\w+/g, (form) => forms[form] ?? form);
        return names.split(',').map((name) => ({
          name: line.slice(0, start) + name,
          forms: own,
          pattern: `^(?:${pattern})$`,
          leftOut,
        }));
      });
  });
}
