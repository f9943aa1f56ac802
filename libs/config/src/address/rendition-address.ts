import { ADDRESS_GRAMMAR, addressParts } from '@thumbing/client/address';
import { formatNamed, OUTPUT_FORMATS } from '@thumbing/image-processor/formats';
import {
  addressOf,
  NAME,
  nameOf,
  originalKey,
  pathOf,
  type RenditionAddress,
} from '../image/keys.ts';
import { recipeText, type RecipeReading, type Refusal } from './recipe-text.ts';

/** The address that a path stands for, or the refusal of the path. */
export type AddressReading =
  | {
      /** The path is canonical. */
      readonly success: true;
      /** The address. */
      readonly address: RenditionAddress;
    }
  | Refusal;

/** `/{profile}/{id}[.{revision}]/{what}[.{format}]` */
export const renditionAddress = {
  /** The path of an address, which must be valid: it is not checked. */
  format: (address: RenditionAddress): string => `/${pathOf(address)}`,
  /** Reads a canonical path. Any other is refused, with the canonical path of the same rendition if there is one. */
  parse: (path: string): AddressReading => {
    const plain = plainOf(path);
    const read = readPlain(plain);
    if (plain === path || !read.success) return read;
    return refusal('the revision or the extension is not canonical', plain);
  },
};

/** The path that a signature is for: without the revision and the extension, so that it outlives both. */
export const signedPathOf = (address: RenditionAddress): string =>
  `/${originalKey.format(address)}/${nameOf(address)}`;

/** A path whose revision and extension are canonical. */
const plainOf = (path: string): string =>
  path
    .replace(/^(\/[^/]+\/[^/.]+)\.0*(\d*)(?=\/)/, (_, start: string, revision: string) =>
      revision === '' ? start : `${start}.${revision}`,
    )
    .replace(/(?<=\.)[a-z]+$/, (name) => formatNamed(OUTPUT_FORMATS, name) ?? name);

function readPlain(path: string): AddressReading {
  const parts = addressParts(path, ADDRESS_GRAMMAR);
  if (parts === undefined) {
    return refusal('write /{profile}/{id}/{what}, with the names and the id in lowercase');
  }
  const { problem, canonical } = faultOf(parts.what) ?? {};
  if (problem === undefined) return { success: true, address: addressOf(parts) };
  const start = path.slice(0, path.lastIndexOf('/') + 1);
  const end = parts.format === '' ? '' : `.${parts.format}`;
  return refusal(problem, canonical && `${start}${canonical}${end}`);
}

/** The refusal of the part that names a picture of an image, if it is not canonical. */
function faultOf(text: string): Refusal | undefined {
  const [variant = '', ...rest] = text.split(',');
  if (!NAME.test(variant)) return refusalOf(recipeText.parse(text));
  const [part, ...more] = rest;
  if (part === undefined) return undefined;
  if (more.length > 0 || !part.startsWith('width=')) {
    return refusal('a variant takes a width and nothing else');
  }
  const fault = refusalOf(recipeText.parse(part));
  return fault && refusal(fault.problem, fault.canonical && `${variant},${fault.canonical}`);
}

const refusalOf = (read: RecipeReading): Refusal | undefined => (read.success ? undefined : read);

const refusal = (problem: string, canonical?: string): Refusal => ({
  success: false,
  problem,
  ...(canonical !== undefined && { canonical }),
});
