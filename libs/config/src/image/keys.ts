import { ADDRESS_GRAMMAR, addressParts, type AddressParts } from '@thumbing/client/address';
import { OUTPUT_FORMATS, type OutputFormat } from '@thumbing/image-processor/formats';
// Functions load this module on every cold start: zod/mini is the smaller zod.
import * as z from 'zod/mini';

/** Name of a profile, variant, image or font. Names are parts of keys and URLs. */
export const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Key of an original in upload storage. */
export interface OriginalKey {
  /** Name of the profile that it was uploaded to. */
  readonly profile: string;
  /** UUIDv7 of the image, in lowercase. */
  readonly id: string;
}

/** Address of a rendition of a variant. */
export interface VariantAddress extends OriginalKey {
  /** Number of the image's revision. Absent for the first one. */
  readonly revision?: number;
  /** Name of the variant in the profile. */
  readonly variant: string;
  /** CSS pixels, instead of the width in the variant's recipe. */
  readonly width?: number;
  /** Format of the file, and its extension. Absent where it is negotiated. */
  readonly format?: OutputFormat;
}

/** Address of a rendition by a recipe that is not a variant. */
export interface RecipeAddress extends Omit<VariantAddress, 'variant' | 'width'> {
  /** Its canonical text, which `recipeText` reads. */
  readonly recipe: string;
}

/** Address of a rendition. */
export type RenditionAddress = VariantAddress | RecipeAddress;

/** Key of a rendition in asset storage: an address that names the format. */
export type RenditionKey = RenditionAddress & {
  /** Format of the file, and its extension. */
  readonly format: OutputFormat;
};

const name = z.string().check(z.regex(NAME));
// One image has one key: an id in uppercase would be another text for the same image.
const original = z.object({ profile: name, id: z.uuidv7().check(z.lowercase()) });
/** `{profile}/{id}` */
export const originalKey = {
  /** The text of a key, which must be valid: it is not checked. */
  format: ({ profile, id }: OriginalKey): string => `${profile}/${id}`,
  /** The key, or `undefined` unless the text is the key of an original. */
  parse: (text: string): OriginalKey | undefined => {
    const [profile, id, ...rest] = text.split('/');
    return rest.length === 0 ? original.safeParse({ profile, id }).data : undefined;
  },
};

/** The part of an address that tells the pictures of an image apart: `hero`, `hero,width=640`, `width=640`. */
export function nameOf(address: RenditionAddress): string {
  if ('recipe' in address) return address.recipe;
  const { variant, width } = address;
  return width === undefined ? variant : `${variant},width=${width}`;
}

/** The path of an address, without a slash at its start. */
export function pathOf(address: RenditionAddress): string {
  const { revision, format } = address;
  const image = `${originalKey.format(address)}${revision === undefined ? '' : `.${revision}`}`;
  return `${image}/${nameOf(address)}${format === undefined ? '' : `.${format}`}`;
}

/** `{profile}/{id}[.{revision}]/{name}.{format}`: the path of an address with a format. */
export const renditionKey = {
  /** The text of a key, which must be valid: it is not checked. */
  format: (key: RenditionKey): string => pathOf(key),
  /**
   * The key, or `undefined` unless the text is one. The order and the values of a recipe are not checked: stores have what was
   * written to them. Use `renditionAddress` for what comes from outside.
   */
  parse: (text: string): RenditionKey | undefined => {
    const parts = addressParts(`/${text}`, ADDRESS_GRAMMAR);
    if (!parts || !PICTURE.test(parts.what)) return undefined;
    const address = addressOf(parts);
    return isKey(address) ? address : undefined;
  },
};

/** A variant, with a width or without, or the text of a recipe. */
const PICTURE =
  /^(?:[a-z\d][a-z\d-]{0,62}(?:,width=[1-9]\d{0,8})?|[a-z][A-Za-z\d.]*=[\w.:,=-]{1,510})$/;

/** True for an address that names its format. */
export const isKey = (address: RenditionAddress): address is RenditionKey =>
  address.format !== undefined;

/** The address of canonical parts. */
export function addressOf(parts: AddressParts): RenditionAddress {
  const { profile, id, what } = parts;
  const revision = parts.revision === '' ? {} : { revision: Number(parts.revision) };
  const format = OUTPUT_FORMATS.find((name) => name === parts.format);
  const image = { profile, id, ...revision, ...(format && { format }) };
  const [variant = '', width] = what.split(',width=');
  if (!NAME.test(variant)) return { ...image, recipe: what };
  return { ...image, variant, ...(width !== undefined && { width: Number(width) }) };
}
