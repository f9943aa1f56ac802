import {
  fileFormatsOf,
  findProfile,
  formatsOf,
  recipesOf,
  recipeText,
  type Config,
  type Profile,
  type RenditionAddress,
} from '@thumbing/config';
import type { OutputFormat } from '@thumbing/image-processor/formats';
import type { Recipe } from '@thumbing/image-processor/recipe';
import { RequestError } from '../domain/request-error.ts';

/** The configuration that an address is judged by. */
export type AddressConfig = Pick<Config, 'profiles' | 'images' | 'fonts'>;

/**
 * Formats that a rendition may be asked for in: those of its variant, or else of its profile. None where only the smallest
 * of several is made, whose format depends on the image.
 */
export function formatsAt(
  config: AddressConfig,
  address: RenditionAddress,
): readonly OutputFormat[] {
  const profile = profileAt(config, address);
  if ('recipe' in address) return profile.formats;
  return formatsOf(profile, requireRecipe(profile, address));
}

/**
 * The recipe of a rendition on request. Throws a `RequestError`: `not-found` if the profile has no such variant, width or
 * format, or lets no address have a recipe; `invalid-recipe` if the recipe cannot be followed.
 */
export function recipeAt(config: AddressConfig, address: RenditionAddress): Recipe {
  const profile = requireServed(config, address);
  if ('recipe' in address) return recipeOf(config, address);
  const recipe = requireRecipe(profile, address);
  if (formatsOf(profile, recipe).length === 0) {
    throw notFound(address, 'has the smallest file of this variant only');
  }
  return address.width === undefined ? recipe : resizedTo(address.width, recipe);
}

/**
 * The profile of an address. Throws a `RequestError`, `not-found`, unless the profile has its variant, width and format, or lets
 * addresses have recipes: what is kept of others is not served any more.
 */
export function requireServed(config: AddressConfig, address: RenditionAddress): Profile {
  const profile = profileAt(config, address);
  const { widths, recipes } = profile.onDemand;
  const isRecipe = 'recipe' in address;
  if (isRecipe && recipes === 'none') throw notFound(address, 'has variants only');
  const formats = isRecipe
    ? profile.formats
    : fileFormatsOf(profile, requireRecipe(profile, address));
  if (address.format && !formats.includes(address.format)) {
    throw notFound(address, `is not made as ${address.format}`);
  }
  if (!isRecipe && address.width !== undefined && !widths.includes(address.width)) {
    throw notFound(address, `has the widths ${widths.join(', ') || 'of its variants only'}`);
  }
  return profile;
}

function profileAt(config: AddressConfig, { profile: name }: RenditionAddress): Profile {
  const profile = findProfile(config, name);
  if (profile) return profile;
  throw new RequestError('not-found', `there is no profile '${name}'`);
}

function requireRecipe(profile: Profile, { variant }: { readonly variant: string }): Recipe {
  const recipe = new Map(Object.entries(recipesOf(profile))).get(variant);
  if (recipe) return recipe;
  throw new RequestError('not-found', `there is no variant '${variant}'`);
}

/** A variant in another width: its box is scaled. One without sides gets the width. */
function resizedTo(width: number, recipe: Recipe): Recipe {
  const { resize } = recipe;
  if (!resize) return { ...recipe, resize: { ...INSIDE, width } };
  const { width: own, height, ...rest } = resize;
  if (own === undefined || height === undefined) return { ...recipe, resize: { ...rest, width } };
  const scaled = Math.max(1, Math.round((height * width) / own));
  return { ...recipe, resize: { ...rest, width, height: scaled } };
}

/** The defaults of a resize. */
const INSIDE = { fit: 'inside', position: 'center', enlarge: false, dpr: 1 } as const;

function recipeOf(
  { images, fonts }: AddressConfig,
  address: RenditionAddress & { readonly recipe: string },
): Recipe {
  const read = recipeText.parse(address.recipe);
  if (!read.success) throw new RequestError('invalid-recipe', read.problem);
  const { watermark, caption } = read.recipe;
  if (watermark) requireName('watermark.image', watermark.image, Object.keys(images));
  // A font of the system is on one machine, and not on another.
  if (caption?.font !== undefined) requireName('caption.font', caption.font, Object.keys(fonts));
  return read.recipe;
}

function requireName(field: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  const remedy = names.length > 0 ? `choose one of ${names.join(', ')}` : 'none is configured';
  throw new RequestError('invalid-recipe', `${field} is '${name}': ${remedy}`);
}

const notFound = ({ profile }: RenditionAddress, fact: string): RequestError =>
  new RequestError('not-found', `${profile} ${fact}`);
