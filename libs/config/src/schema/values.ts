import * as z from 'zod';
import { NAME } from '../image/name.ts';

/** A name of a profile, a variant, or a file that recipes name. */
export const name = z
  .string()
  .regex(
    NAME,
    'use lower-case letters, digits and hyphens, at most 63, starting with a letter or digit',
  );

/** Has a check look at an object, whatever else is wrong with it. */
export const ANY_OBJECT = {
  when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null,
};

/** Things by name. A wrong name does not hide what is wrong with the thing itself. */
const byName = <T extends z.ZodType>(thing: T, remedy?: string) =>
  z.record(z.string(), thing, remedy).superRefine(checkNames, ANY_OBJECT);

/** Things by name, at least one. */
export const named = <T extends z.ZodType>(thing: T, remedy: string) =>
  byName(thing, remedy).refine((things) => Object.keys(things).length > 0, remedy);

function checkNames(things: object, context: z.RefinementCtx): void {
  for (const key of Object.keys(things)) {
    const { error } = name.safeParse(key);
    if (!error) continue;
    const { issues } = error;
    context.addIssue({ code: 'invalid_key', origin: 'record', input: key, path: [key], issues });
  }
}

/** A list without an order, at least one: an entry that is there twice counts once. */
export const setOf = <T extends z.ZodType>(entry: T) =>
  z.array(entry).min(1, 'name at least one').transform(unique);

export const unique = <T>(entries: readonly T[]): T[] => [...new Set(entries)];

/** Text that passes a test; anything else gets the remedy. */
const text = (remedy: string, test: (text: string) => boolean) =>
  z.string(remedy).refine(test, remedy);

/** An origin as browsers send it: scheme, host, port; no path. */
export const origin = text(
  "write an origin as 'https://app.example.com': a scheme and a host in lower case, no path and no slash at the end",
  (text) => {
    const url = URL.parse(text);
    return url !== null && /^https?:$/.test(url.protocol) && url.origin === text;
  },
);

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** https, or http to this machine. */
export const httpsUrl = text(
  'write a URL that starts with https:// (http:// only to localhost)',
  (text) => {
    const url = URL.parse(text);
    if (url === null || url.username !== '' || url.password !== '') return false;
    return (
      url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname))
    );
  },
);

const FILE =
  "write new URL('./logo.png', import.meta.url), which is found from wherever this is loaded, or an absolute path";

/** A file of this machine, as a `file:` URL or an absolute path: of POSIX, or of Windows. */
const file = z
  .union([z.instanceof(URL), z.string()], FILE)
  .transform(String)
  .refine((text) => /^(?:file:\/\/|\/|\\\\|[a-z]:[\\/])/i.test(text), FILE);

/** Files by name, if there are any. */
export const files = byName(file).default({});
