import { FORMATS, OUTPUT_FORMATS, UNIVERSAL_FIRST } from '@thumbing/image-processor/formats';

/** The formats of renditions, as far as negotiation depends on them. */
export interface NegotiationTable {
  /** Media types, in the order of preference: of equal weights the first one wins. */
  readonly preferred: readonly (readonly [format: string, contentType: string])[];
  /** Formats that any client may get, in that order, when it accepts none. */
  readonly universalFirst: readonly string[];
  /** Formats that a client must accept by name, because browsers that lack them send `image/*` too. */
  readonly mustBeNamed: readonly string[];
}

/** The table for all formats that renditions may have. */
export const NEGOTIATION_TABLE: NegotiationTable = {
  preferred: OUTPUT_FORMATS.map((format) => [format, FORMATS[format].contentType]),
  universalFirst: UNIVERSAL_FIRST,
  mustBeNamed: OUTPUT_FORMATS.filter((format) => FORMATS[format].output.mustBeNamed),
};

/**
 * The format among these that a client prefers by its `Accept` header. A client that accepts none of them gets the most
 * compatible one, not a 406. `formats` names at least one.
 *
 * CloudFront runs the source text of this function and of `qualityValues`, so they import nothing and use only features
 * of the runtime `cloudfront-js-2.0`.
 */
export function negotiateFormat(
  accept: string | undefined,
  formats: readonly string[],
  table: NegotiationTable,
): string {
  const weights = qualityValues(accept === undefined ? '*/*' : accept);
  const weigh = (format: readonly [string, string]): number => {
    const accepted = weights[format[1]];
    if (accepted !== undefined) return accepted;
    if (table.mustBeNamed.includes(format[0])) return 0;
    const anyImage = weights['image/*'];
    const anything = weights['*/*'];
    return anyImage !== undefined ? anyImage : anything !== undefined ? anything : 0;
  };
  const best = table.preferred
    .filter((format) => formats.includes(format[0]))
    .reduce((best, format) => (weigh(format) > weigh(best) ? format : best));
  const safest = table.universalFirst.find((format) => formats.includes(format));
  return weigh(best) > 0 || safest === undefined ? best[0] : safest;
}

/** The quality values of an `Accept` header by media range; the last of several counts. */
export function qualityValues(accept: string): Record<string, number | undefined> {
  const weights: Record<string, number | undefined> = {};
  accept.split(',').forEach((range) => {
    const parts = range.split(';').map((part) => part.trim().toLowerCase());
    const name = parts[0];
    const q = parts.find((part) => /^q\s*=/.test(part));
    const weight = q === undefined ? 1 : Number(q.slice(q.indexOf('=') + 1));
    if (name !== undefined) weights[name] = weight >= 0 && weight <= 1 ? weight : 0;
  });
  return weights;
}
