import * as z from 'zod/mini';
import { quote } from './quote.ts';

/** British spellings of names, each with the one that recipes use. */
const AMERICAN: Readonly<Record<string, string>> = { centre: 'center' };

type Refusal = { readonly input?: unknown };

/** Gives the name to write where the input is its British spelling; other issues keep their messages. */
export const refuseBritish =
  (names: readonly string[]) =>
  ({ input }: Refusal): string | undefined => {
    const name = names.find((each) => typeof input === 'string' && AMERICAN[input] === each);
    return name === undefined ? undefined : `write ${quote(name)} instead of ${quote(input)}`;
  };

/** One of these names. The message for a name in its British spelling says the right one. */
export const choice = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: refuseBritish(names) });
