// A name of `zod` itself would bring all of its languages into bundles.
import { $ZodObject, type $ZodErrorMap } from 'zod/v4/core';
import { quote } from './quote.ts';

/** An error map for zod: how to fix an issue whose schema has no message of its own. */
export const remedy: $ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_value':
      return `choose ${alternatives(issue.values.map(quote))}`;
    case 'unrecognized_keys':
      return issue.inst instanceof $ZodObject
        ? `remove it, or use one of: ${Object.keys(issue.inst._zod.def.shape).join(', ')}`
        : 'remove it';
    case 'invalid_type':
      return TYPES[issue.expected];
    case 'too_small':
      return `write ${String(issue.minimum)} or more`;
    case 'too_big':
      return `write ${String(issue.maximum)} or less`;
    default:
      return undefined;
  }
};

const TYPES: Readonly<Record<string, string>> = {
  array: 'write a list: [ … ]',
  boolean: 'write true or false',
  int: 'write a whole number',
  number: 'write a number',
  object: 'write an object: { … }',
  record: 'write an object: { … }',
  string: "write a string: '…'",
};

const alternatives = (entries: readonly string[]): string =>
  entries.length < 2
    ? entries.join('')
    : `${entries.slice(0, -1).join(', ')} or ${entries.at(-1) ?? ''}`;
