import { hasCode } from './has-code.ts';

/** For `catch` of a file operation: a missing file is no error. Throws any other error. */
export function undefinedIfMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT')) throw error;
}
