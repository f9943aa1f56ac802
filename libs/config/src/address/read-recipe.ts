import { ADDRESS_KEYS } from './address-keys.ts';
import { readValue } from './values.ts';

/** A recipe that its schema has not checked, or the reason why there is none. */
export type Read = { readonly input: object } | { readonly problem: string };

/** Fields of recipes that addresses never have, each with the reason. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  metadata: "metadata is not part of an address: it is the profile's",
  formats: 'formats is not part of an address: its extension is the format',
};

/** Reads the text of a recipe, canonical or not: keys in any order, values in any form that has one meaning. */
export function readRecipe(text: string): Read {
  const names: string[] = [];
  const steps: Record<string, Record<string, unknown>> = {};
  const fields: Record<string, unknown> = {};
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    if (equals < 1) return { problem: `'${part}' is neither a variant nor key=value` };
    const written = part.slice(0, equals);
    const key = ADDRESS_KEYS.find(({ name, path }) => [name, path.join('.')].includes(written));
    if (key === undefined) return { problem: refusalOf(written) };
    const clash = names.find((each) => isWithin(each, key.name) || isWithin(key.name, each));
    if (clash === key.name) return { problem: `${clash} is repeated` };
    if (clash !== undefined) return { problem: `${clash} and ${key.name} exclude each other` };
    names.push(key.name);

    const value = readValue(part.slice(equals + 1), key.kind);
    if (value === undefined) return { problem: `${key.name} is not base64url of UTF-8` };
    const [step = '', field] = key.path;
    if (field !== undefined) (steps[step] ??= {})[field] = value;
    else fields[step] = key.whole === 'true' && value === true ? {} : value;
  }
  return { input: { ...fields, ...steps } };
}

const isWithin = (name: string, step: string): boolean =>
  name === step || name.startsWith(`${step}.`);

const refusalOf = (name: string): string =>
  (Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined) ?? `${name} is unknown`;
