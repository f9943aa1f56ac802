import { ConfigError } from '../config-error.ts';
import { parseConfig } from '../define-config.ts';

/** The lines of the error for an invalid configuration; none for a valid one. */
export function mistakes(input: unknown): string[] {
  try {
    parseConfig(input);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}
