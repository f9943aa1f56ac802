import * as z from 'zod';

/** What to do about an issue whose schema has no sentence of its own. */
export const remedy: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_value':
      return `choose ${list(issue.values.map(show), 'or')}`;
    case 'unrecognized_keys':
      return issue.inst instanceof z.core.$ZodObject
        ? `leave it out; what can be set here: ${Object.keys(issue.inst._zod.def.shape).join(', ')}`
        : 'leave it out';
    case 'invalid_type':
      return KINDS[issue.expected];
    case 'too_small':
      return `write ${String(issue.minimum)} or more`;
    case 'too_big':
      return `write ${String(issue.maximum)} or less`;
    default:
      return undefined;
  }
};

const KINDS: Readonly<Record<string, string>> = {
  array: 'write a list, as [ … ]',
  boolean: 'write true or false',
  int: 'write a whole number',
  number: 'write a number',
  object: 'write an object, as { … }',
  record: 'write an object, as { … }',
  string: "write text, as '…'",
};

/** One mistake in a line or, for unknown fields, one line each: where, the value given, the remedy. */
export function describeIssue({ message, ...issue }: z.core.$ZodIssue, input: unknown): string[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => `✖ ${where([...issue.path, key])} is unknown: ${message}`);
    case 'invalid_key':
      return [`✖ ${where(issue.path)} has a wrong name: ${issue.issues[0]?.message ?? message}`];
    default:
      // What was written, which an issue no longer knows once defaults are filled in.
      return [`✖ ${where(issue.path)} is ${show(at(input, issue.path))}: ${message}`];
  }
}

/** What is there, however wrong the rest is. */
export const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);

/** `profiles.avatar.formats[0]`, as code would reach it. */
function where(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the configuration';
  const steps = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    const name = String(key);
    return /^[\w-]+$/.test(name) ? `.${name}` : `[${show(name)}]`;
  });
  return steps.join('').replace(/^\./, '');
}

/** A value as someone would write it in the file, short. */
function show(value: unknown): string {
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
    // It contains itself, or a value that JSON does not have.
  }
  return Array.isArray(value) ? '[…]' : '{…}';
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

const list = (entries: readonly string[], word: string): string =>
  entries.length < 2
    ? entries.join('')
    : `${entries.slice(0, -1).join(', ')} ${word} ${entries.at(-1) ?? ''}`;
