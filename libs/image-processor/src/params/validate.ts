import type * as z from 'zod';
import { describeIssue } from './describe-issue.ts';
import { remedy } from './remedy.ts';

/** The result of `validate`, told apart by `success`. */
export type Validation<T> =
  | {
      /** The input is valid. */
      readonly success: true;
      /** The parsed input, with its defaults. */
      readonly data: T;
    }
  | {
      /** The input has at least one mistake. */
      readonly success: false;
      /** One line per mistake: `✖ resize.width is -1: write a whole number from 1 to 16383`. */
      readonly mistakes: readonly string[];
    };

/**
 * Parses an input with a schema, such as `recipe`, and reports every mistake at once: the field, its value and the
 * remedy. `schema.parse` throws zod's own messages instead. `subject` names the input as a whole.
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  subject = 'the input',
): Validation<z.output<Schema>> {
  const { success, data, error } = schema.safeParse(input, { error: remedy });
  if (success) return { success, data };
  return {
    success,
    mistakes: error.issues.flatMap((issue) => describeIssue(issue, input, subject)),
  };
}
