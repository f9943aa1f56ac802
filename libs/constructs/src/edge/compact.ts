/** Comments, texts, templates, regular expressions, numbers, names, arrows, spaces, and single characters. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|(?<=[(,=:!&|?;{}[>]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*|\d[\w.]*|[A-Za-z_$][\w$]*|=>|\s+|[^]/g;

const NAME = /^[A-Za-z_$][\w$]*$/;
const BLANK = /^(?:\s|\/\/|\/\*)/;
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The source text of functions without comments and spaces, and with short names of functions, parameters and variables
 * except `kept`. The functions have all semicolons, and keys apart from values (`{ a: a }`).
 */
export function compact(source: string, kept: string): string {
  const tokens = tokensOf(source);
  const names = shortNames(tokens, kept);
  return joined(renamed(tokens, names));
}

const tokensOf = (source: string): string[] => source.match(TOKEN) ?? [];

/** Short names of all that is declared, none of which is a name in the source. The same name is short alike everywhere. */
function shortNames(tokens: readonly string[], kept: string): ReadonlyMap<string, string> {
  const words = tokens.filter((token) => !BLANK.test(token));
  const declared = new Set(words.flatMap((_, at) => declaredAt(words, at)));
  declared.delete(kept);
  const uses = (name: string): number => words.filter((word) => word.includes(name)).length;
  const free = candidates().filter((name) => !words.includes(name));
  const byUse = [...declared].toSorted((a, b) => uses(b) - uses(a));
  return new Map([
    ...byUse.map((name, at): [string, string] => [name, free[at] ?? name]),
    ['undefined', 'void 0'],
  ]);
}

const candidates = (): string[] => {
  const single = Array.from(LETTERS);
  return [...single, ...single.map((letter) => `_${letter}`)];
};

function declaredAt(words: readonly string[], at: number): string[] {
  const word = words[at];
  if (word === '=>') return parametersBefore(words, at);
  if (word === 'const' || word === 'let' || word === 'var') return words.slice(at + 1, at + 2);
  if (word !== 'function') return [];
  return [...words.slice(at + 1, at + 2), ...parametersBefore(words, words.indexOf(')', at) + 1)];
}

/** The parameters that end before an arrow, or before the body of a function. */
function parametersBefore(words: readonly string[], end: number): string[] {
  if (words[end - 1] !== ')') return words.slice(end - 1, end);
  const start = words.lastIndexOf('(', end);
  return words.slice(start, end).filter((word) => NAME.test(word));
}

/** Tokens with other names: but for properties, and keys, which a colon follows at once. */
const renamed = (tokens: readonly string[], names: ReadonlyMap<string, string>): string[] =>
  tokens.map((token, at) => {
    if (token.startsWith('`')) {
      return token.replace(/\$\{([^}]*)\}/g, (_, code: string) => {
        return `\${${joined(renamed(tokensOf(code), names))}}`;
      });
    }
    const isProperty = tokens[at - 1] === '.' || tokens[at + 1] === ':';
    return isProperty ? token : (names.get(token) ?? token);
  });

/** Tokens in one line, apart only where they would read as one. */
function joined(tokens: readonly string[]): string {
  let text = '';
  for (const token of tokens) {
    if (BLANK.test(token)) continue;
    if (/[\w$]$/.test(text) && /^[\w$]/.test(token)) text += ' ';
    const isNeedless = token === '}' ? /[;,]$/ : /^[)\]]$/.test(token) ? /,$/ : undefined;
    if (isNeedless?.test(text) === true) text = text.slice(0, -1);
    text += token;
  }
  return text;
}
