import {
  ADDRESS_GRAMMAR,
  NEGOTIATION_TABLE,
  OUTPUT_FORMATS,
  type AddressGrammar,
  type Config,
  type NegotiationTable,
} from '@thumbing/config';
import { takesRecipes } from '../making/on-request.ts';

/** A profile, as far as the edge judges addresses by it. */
export interface EdgeProfile {
  /** Formats of variants without formats of their own, and of recipes. */
  readonly f: readonly string[];
  /** Variants: with 1 for the formats of the profile, formats of its own, or a text of those of which the smallest is kept. */
  readonly v: Readonly<Record<string, 1 | readonly string[] | string>>;
  /** Widths on request; absent where there are none. */
  readonly w?: readonly number[];
  /** 1 where addresses may have recipes. */
  readonly r?: 1;
}

/** The data of the function at the edge. Names are short: each byte of them is one profile less. */
export interface EdgeData {
  readonly grammar: AddressGrammar;
  readonly table: NegotiationTable;
  readonly profiles: Readonly<Record<string, EdgeProfile>>;
  /** Origins of the web pages whose scripts may read images. */
  readonly origins: readonly string[];
}

/** The part of the configuration that decides which addresses there are, and for whom. */
export type EdgeConfig = Pick<Config, 'profiles' | 'origins'>;

/** The grammar of variants, which is all that is needed where no recipe is taken. */
const VARIANTS: AddressGrammar = {
  maxLength: ADDRESS_GRAMMAR.maxLength,
  formats: OUTPUT_FORMATS,
  forms: { Int: ADDRESS_GRAMMAR.forms.Int },
  keys: ['width Int'],
};

/** The data of a configuration. */
export const edgeData = ({ profiles, origins }: EdgeConfig): EdgeData => ({
  grammar: takesRecipes(profiles) ? { ...ADDRESS_GRAMMAR, formats: OUTPUT_FORMATS } : VARIANTS,
  table: NEGOTIATION_TABLE,
  profiles: Object.fromEntries(
    Object.entries(profiles).map(([name, profile]) => [name, edgeProfile(profile)]),
  ),
  origins,
});

function edgeProfile({ formats, variants, onDemand }: Config['profiles'][string]): EdgeProfile {
  return {
    f: formats,
    v: Object.fromEntries(
      Object.entries(variants).map(([name, recipe]) => [name, edgeFormats(recipe.formats)]),
    ),
    ...(onDemand.widths.length > 0 && { w: onDemand.widths }),
    ...(onDemand.recipes === 'signed' && { r: 1 }),
  };
}

function edgeFormats(formats: Config['profiles'][string]['variants'][string]['formats']) {
  if (!formats) return 1;
  return 'smallest' in formats ? formats.smallest.join(' ') : formats;
}
