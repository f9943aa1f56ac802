import type * as z from 'zod';
import { quote } from './quote.ts';

/**
 * Describes one validation issue as `✖ field is value: remedy`. An issue about unknown keys gives one line per key.
 * `subject` names the input itself where the path is empty.
 */
export function describeIssue(
  { message, ...issue }: z.core.$ZodIssue,
  input: unknown,
  subject: string,
): string[] {
  const field = fieldAt(issue.path) || subject;
  switch (issue.code) {
    case 'unrecognized_keys': {
      // A message about renamed keys has a part for each of them (`strict-object.ts`).
      const parts = message.split('; ');
      return issue.keys.map((key, index) => {
        const remedy = parts.length === issue.keys.length ? parts[index] : message;
        return `✖ ${fieldAt([...issue.path, key])} is unknown: ${remedy ?? message}`;
      });
    }
    case 'invalid_key':
      return [`✖ ${field} has an invalid name: ${issue.issues[0]?.message ?? message}`];
    default:
      // Issues carry no input once defaults are filled in: the value comes from the input itself.
      return [`✖ ${field} is ${quote(valueAt(input, issue.path))}: ${message}`];
  }
}

/** The value at a path, or `undefined`: the input may have any shape. */
const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), input);

/** A path in JavaScript notation: `profiles.avatar.formats[0]`. */
function fieldAt(path: readonly PropertyKey[]): string {
  const steps = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    const name = String(key);
    return /^[\w-]+$/.test(name) ? `.${name}` : `[${quote(name)}]`;
  });
  return steps.join('').replace(/^\./, '');
}
