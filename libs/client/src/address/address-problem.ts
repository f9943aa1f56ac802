import type { AddressGrammar } from './grammar.ts';
import { recipeProblem } from './recipe-problem.ts';

/** The parts of an address as they are written. */
export interface AddressParts {
  /** Name of the profile. */
  readonly profile: string;
  /** UUIDv7 of the image. */
  readonly id: string;
  /** The number of the revision, or nothing for the first. */
  readonly revision: string;
  /** A variant, a variant with a width, or a recipe. */
  readonly what: string;
  /** Name of the format, or nothing. */
  readonly format: string;
}

/** The parts of an address, whose last one is not checked; `undefined` if the others are not canonical. */
export function addressParts(path: string, grammar: AddressGrammar): AddressParts | undefined {
  const match =
    /^\/([a-z\d][a-z\d-]{0,62})\/([\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12})(?:\.([1-9]\d{0,8}))?\/([^/]+)$/.exec(
      path,
    );
  if (match === null) return undefined;
  const file = String(match[4]);
  const dot = file.lastIndexOf('.');
  const format = dot === -1 ? '' : file.slice(dot + 1);
  const isFormat = grammar.formats.indexOf(format) !== -1;
  return {
    profile: String(match[1]),
    id: String(match[2]),
    revision: match[3] === undefined ? '' : match[3],
    what: isFormat ? file.slice(0, dot) : file,
    format: isFormat ? format : '',
  };
}

/** The reason why the path of an address is not canonical, or `undefined`. Values are checked as by `recipeProblem`. */
export function addressProblem(path: string, grammar: AddressGrammar): string | undefined {
  const parts = addressParts(path, grammar);
  if (parts === undefined) return 'an address has the form /{profile}/{id}/{what}';
  const variant = /^[a-z\d][a-z\d-]{0,62}(?:,|$)/.exec(parts.what);
  if (variant === null) return recipeProblem(parts.what, grammar);
  if (variant[0] === parts.what && parts.what.slice(-1) !== ',') return undefined;
  const rest = parts.what.slice(variant[0].length);
  if (!/^width=[^,]*$/.test(rest)) return 'a variant takes a width and nothing else';
  return recipeProblem(rest, grammar);
}
