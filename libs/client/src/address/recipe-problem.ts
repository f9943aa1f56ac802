import type { AddressGrammar } from './grammar.ts';

/** A key as the grammar has it. */
export interface FoundKey {
  /** Grows from key to key. */
  readonly order: number;
  /** Its names, its forms, and the values that are left out. */
  readonly words: readonly string[];
}

/**
 * Finds a key in a grammar. Only lines that have its text are taken apart: CloudFront gives a function about a millisecond.
 *
 * CloudFront runs the source text of the functions in this file and of `address-problem.ts`, so each imports nothing and
 * uses only features of the runtime `cloudfront-js-2.0`.
 */
export function findKey(name: string, grammar: AddressGrammar): FoundKey | undefined {
  const start = name.indexOf('.') + 1;
  const step = name.slice(0, start);
  const own = name.slice(start);
  for (let at = 0; at < grammar.keys.length; at += 1) {
    const line = String(grammar.keys[at]);
    if (line.indexOf(step) !== 0 || line.indexOf(own) === -1) continue;
    const fields = line.slice(start).split(';');
    for (let field = 0; field < fields.length; field += 1) {
      const words = String(fields[field]).split(' ');
      const names = String(words[0]);
      // A line of another step, where the key is of none.
      if (names.indexOf('.') !== -1) break;
      const index = names.split(',').indexOf(own);
      if (index !== -1) return { order: at * 10000 + field * 100 + index, words: words };
    }
  }
  return undefined;
}

/**
 * The reason why the text of a recipe is not canonical, or `undefined`. A canonical text may have values out of range,
 * which only the schema of recipes refuses.
 */
export function recipeProblem(text: string, grammar: AddressGrammar): string | undefined {
  if (text.length > grammar.maxLength) return `a recipe has at most ${grammar.maxLength} bytes`;
  const parts = text.split(',');
  let last = -1;
  let before = '';
  for (let at = 0; at < parts.length; at += 1) {
    const part = String(parts[at]);
    const equals = part.indexOf('=');
    if (equals < 1) return `'${part}' is neither a variant nor key=value`;
    const name = part.slice(0, equals);
    const value = part.slice(equals + 1);
    const key = findKey(name, grammar);
    if (key === undefined) return `${name} is unknown`;
    if (key.order === last) return `${name} is repeated`;
    if (key.order < last) return `${name} belongs before ${before}`;
    if (name.indexOf(before + '.') === 0) return `${before} and ${name} exclude each other`;
    if (key.words.indexOf(value, 2) !== -1) return `${name}=${value} is the default: leave it out`;
    const pattern = String(key.words[1]).replace(/[A-Z]\w+/g, (form) =>
      String(grammar.forms[form]),
    );
    if (!new RegExp('^(?:' + pattern + ')$').test(value)) {
      return `${name} is not written as '${value}'`;
    }
    last = key.order;
    before = name;
  }
  return undefined;
}
