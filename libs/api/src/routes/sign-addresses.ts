import { createRoute } from '@hono/zod-openapi';
import type { AskedRecipe, SignAddresses } from '@thumbing/pipeline/delivery';
import * as z from 'zod';
import type { Api } from '../api-env.ts';
import { exampleImage } from '../openapi/example-image.ts';
import { BEARER_TOKEN } from '../openapi/document.ts';
import { imageParams } from '../openapi/schemas.ts';
import { problemResponses } from '../problems/problem-responses.ts';

/** Recipes of one request. */
const MOST_RECIPES = 50;
const RECIPES = `list 1 to ${MOST_RECIPES} recipes, such as "width=300,fit=cover"`;

/** Ten years. Signatures that are to be valid for longer have no end. */
const LONGEST = 315_360_000;
const EXPIRES_IN = `write whole seconds from 1 to ${LONGEST}, or leave it out for signatures without an end`;

/** The use case checks the fields of recipes: their schema is as large as all others together. */
const recipe = z
  .custom<AskedRecipe>(
    (value) =>
      typeof value === 'string' ||
      (typeof value === 'object' && value !== null && !Array.isArray(value)),
    'write a recipe, or its text, such as "width=300,fit=cover"',
  )
  .openapi('AskedRecipe', {
    type: ['string', 'object'],
    description:
      'A recipe, as the recipe reference of @thumbing/image-processor has it, or its canonical text, in which `width=*` stands for each width of the profile.',
    example: 'width=300,height=300,fit=cover',
  });

const body = z
  .strictObject(
    {
      recipes: z.array(recipe, RECIPES).min(1, RECIPES).max(MOST_RECIPES, RECIPES),
      expiresIn: z.int(EXPIRES_IN).min(1, EXPIRES_IN).max(LONGEST, EXPIRES_IN).optional().openapi({
        description: 'Seconds for which the addresses are valid. For good without it.',
        example: 3_600,
      }),
    },
    'send an object such as { "recipes": ["width=300,fit=cover"] }',
  )
  .openapi('AddressesRequest', {
    example: { recipes: ['width=300,height=300,fit=cover', 'width=*'], expiresIn: 3_600 },
  });

const ADDRESS = `https://assets.example.com/photo/${exampleImage.id}/width=*`;

const signed = z
  .object({
    addresses: z
      .array(
        z.object({
          recipe: z.string().openapi({ description: 'Canonical text of the recipe.' }),
          url: z.string().openapi({
            description:
              'Signed address without an extension: `.webp` or another format may be appended to its path.',
          }),
          widths: z
            .array(z.int())
            .readonly()
            .optional()
            .openapi({ description: 'Widths that replace the `*` of `width=*` in `url`.' }),
        }),
      )
      .readonly(),
    expiresAt: z.iso
      .datetime()
      .optional()
      .openapi({ description: 'End of the signatures; absent if they have none.' }),
  })
  .openapi('SignedAddresses', {
    example: {
      addresses: [
        {
          recipe: 'width=*',
          url: `${ADDRESS}?s=k1.1767229200.jRS452_z0pB4Q2kjnHxm79`,
          widths: [320, 640],
        },
      ],
      expiresAt: '2026-01-01T01:00:00.000Z',
    },
  });

const route = createRoute({
  method: 'post',
  path: '/v1/images/{id}/addresses',
  operationId: 'signAddresses',
  tags: ['images'],
  summary: 'Sign addresses of an image that have recipes',
  description:
    "In the order of `recipes`. The image's profile must have `onDemand.recipes: 'signed'`. One-machine edition only.",
  security: BEARER_TOKEN,
  request: {
    params: imageParams,
    body: { required: true, content: { 'application/json': { schema: body } } },
  },
  responses: {
    200: {
      description: 'The signed addresses.',
      content: { 'application/json': { schema: signed } },
    },
    ...problemResponses(
      'invalid-request',
      'invalid-recipe',
      'unknown-profile',
      'unauthorized',
      'not-found',
      'body-too-large',
      'unsupported-type',
      'internal',
      'unavailable',
    ),
  },
});

export function addSignAddresses(api: Api, sign: SignAddresses): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await sign(c.var.owner, id, c.req.valid('json')), 200);
  });
}
