/** Characters of a quoted value, so that a message stays on one line. */
const MAX_LENGTH = 60;

/** A value as it is written in source code, on one line and shortened. */
export function quote(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing';
    case 'string':
      return `'${shorten(value.replaceAll(/\p{Cc}/gu, ' '))}'`;
    case 'object':
      return value === null ? 'null' : shorten(json(value));
    case 'function':
      return 'a function';
    default:
      return String(value);
  }
}

function json(value: object): string {
  try {
    const text: unknown = JSON.stringify(value);
    if (typeof text === 'string') return text;
  } catch {
    // The value contains itself, or something that JSON cannot hold, such as a bigint.
  }
  return Array.isArray(value) ? '[…]' : '{…}';
}

const shorten = (text: string): string =>
  text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
