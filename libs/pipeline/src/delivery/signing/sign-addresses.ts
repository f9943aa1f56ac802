import { originalKey, type OriginalKey, type Profile } from '@thumbing/config';
import type { Clock, ImageRecords, Renditions } from '../../domain/ports.ts';
import { RequestError } from '../../domain/request-error.ts';
import { requireProfile } from '../../domain/require-profile.ts';
import { isDeleted } from '../../lifecycle/finish-deletion.ts';
import type { AddressConfig } from '../recipe-at.ts';
import type { AddressSigner } from './address-signer.ts';
import { endOfSignatures } from './sign-image.ts';
import { isOfAnyWidth, textOf, type AskedRecipe } from './asked-recipe.ts';

/** Configuration and ports of `signAddresses`. */
export interface SignAddressesDeps {
  /** Tells which recipes addresses may have. */
  readonly config: AddressConfig;
  /** Tells the owner of the image. */
  readonly records: Pick<ImageRecords, 'get'>;
  /** Gives the URLs. */
  readonly renditions: Pick<Renditions, 'urlOf'>;
  /** Signs them. */
  readonly signer: AddressSigner;
  /** Tells the end of signatures. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Recipes to sign addresses for. */
export interface AddressesRequest {
  /** A recipe for each address. */
  readonly recipes: readonly AskedRecipe[];
  /** Seconds for which the signatures are valid. @default for good, and one or two hours for a private profile */
  readonly expiresIn?: number | undefined;
}

/** A signed address without an extension. */
export interface SignedAddress {
  /** Canonical text of its recipe. */
  readonly recipe: string;
  /** Public URL, with `width=*` where the recipe has it. */
  readonly url: string;
  /** Widths that `*` may be replaced by. Present for a recipe with `width=*`. */
  readonly widths?: readonly number[];
}

/** Signed addresses, in the order of their recipes. */
export interface SignedAddresses {
  /** One for each recipe. */
  readonly addresses: readonly SignedAddress[];
  /** Time at which the signatures end, in ISO 8601. Absent if they do not. */
  readonly expiresAt?: string;
}

/** Signs addresses of an owner's image. */
export type SignAddresses = (
  owner: string,
  id: string,
  request: AddressesRequest,
) => Promise<SignedAddresses>;

/**
 * Signs addresses of an image that have recipes, for its owner. Throws a `RequestError`: `not-found` if the owner has no such
 * image, `unknown-profile` if the configuration has lost its profile, `invalid-recipe` unless all of the recipes can be signed.
 */
export const signAddresses =
  (deps: SignAddressesDeps): SignAddresses =>
  async (owner, id, { recipes, expiresIn }) => {
    const image = await requireOwn(deps.records, owner, id);
    const profile = requireRecipes(deps.config, image.profile);
    const texts = textsOf(deps.config, profile, image, recipes);
    const expires = endOf(profile, deps.clock.now(), expiresIn);
    const addresses = texts.map(async (recipe) => {
      const signature = await deps.signer.sign(`/${originalKey.format(image)}/${recipe}`, expires);
      const url = `${deps.renditions.urlOf({ ...image, recipe })}?s=${signature}`;
      const { widths } = profile.onDemand;
      return { recipe, url, ...(isOfAnyWidth(recipe) && { widths }) };
    });
    return {
      addresses: await Promise.all(addresses),
      ...(expires && { expiresAt: expires.toISOString() }),
    };
  };

/** The end of the signatures, at a whole second. Those of a private profile have one in any case. */
function endOf({ access }: Profile, now: Date, seconds: number | undefined): Date | undefined {
  if (seconds === undefined) return access === 'private' ? endOfSignatures(now) : undefined;
  return new Date((Math.floor(now.getTime() / 1_000) + seconds) * 1_000);
}

async function requireOwn(
  records: SignAddressesDeps['records'],
  owner: string,
  id: string,
): Promise<OriginalKey> {
  const record = await records.get(id);
  if (record?.owner === owner && !isDeleted(record)) return { profile: record.profile, id };
  throw new RequestError('not-found', `you have no image '${id}'`);
}

function requireRecipes(config: AddressConfig, name: string): Profile {
  const profile = requireProfile(config, name);
  if (profile.onDemand.recipes === 'signed') return profile;
  throw new RequestError(
    'invalid-recipe',
    `addresses of ${name} have no recipes: set profiles.${name}.onDemand.recipes to 'signed', or use the variants of the image`,
  );
}

/** The canonical texts, or one error with the mistakes of all recipes. */
function textsOf(
  config: AddressConfig,
  { onDemand }: Profile,
  image: OriginalKey,
  recipes: readonly AskedRecipe[],
): readonly string[] {
  const mistakes: string[] = [];
  const texts = recipes.map((asked, index) => {
    try {
      const text = textOf(config, image, asked);
      if (!isOfAnyWidth(text) || onDemand.widths.length > 0) return text;
      throw new RequestError(
        'invalid-recipe',
        `width=* stands for the widths of the profile, which has none: list them in profiles.${image.profile}.onDemand.widths`,
      );
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      mistakes.push(`recipes.${index}: ${error.message}`);
      return '';
    }
  });
  if (mistakes.length === 0) return texts;
  throw new RequestError('invalid-recipe', mistakes.join('; '));
}
