import * as z from 'zod';

const withoutDuplicates = <T>(entries: readonly T[]): T[] => [...new Set(entries)];

/** A list whose order does not matter: duplicates are dropped. */
export const uniqueList = <T extends z.ZodType>(entry: T) =>
  z.array(entry).transform(withoutDuplicates);

/** A unique list with at least one entry. */
export const nonEmptyList = <T extends z.ZodType>(entry: T) =>
  z.array(entry).min(1, 'list at least one value').transform(withoutDuplicates);
