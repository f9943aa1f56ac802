import { defineConfig, ERROR_CODES, IMAGE_STATUSES } from '@thumbing/config';
import * as z from 'zod';
import { world } from '../testing/world.ts';

const document = z.looseObject({ components: z.object({ schemas: z.looseObject({}) }) });

const served = async ({ api }: Pick<ReturnType<typeof world>, 'api'>) => {
  const response = await api.request('/openapi.json');
  return document.parse(await response.json());
};

/** A schema that has a pattern. */
const withPattern = z.looseObject({ pattern: z.string(), example: z.string() });

const schemasWithPattern = (value: unknown): z.output<typeof withPattern>[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(schemasWithPattern);
  return 'pattern' in value ? [withPattern.parse(value), ...inner] : inner;
};

/** Syntax of which JavaScript, Python, RE2 (Go) and Rust differ: `\d`, `\p{…}`, `\u`, and all groups that begin with `(?`, but for `(?:`. */
const DIFFERS = /\\(?![x.])|\(\?(?!:)/;

it('has patterns that every language compiles, and examples that match them', async () => {
  const schemas = schemasWithPattern(await served(world()));
  expect(schemas.map(({ pattern }) => pattern).filter((one) => DIFFERS.test(one))).toEqual([]);
  expect(schemas.filter(({ pattern, example }) => !new RegExp(pattern).test(example))).toEqual([]);
  expect(schemas).toHaveLength(3);
});

it('has the profiles, and the types and the sizes that they accept', async () => {
  const { components } = await served(
    world({
      config: defineConfig({
        profiles: {
          icon: { accept: ['png', 'svg'], maxBytes: '10 kB', variants: { small: {} } },
          photo: { accept: ['jpeg', 'png'], maxBytes: '5 MB', variants: { large: {} } },
        },
      }),
    }),
  );
  expect(components).toMatchObject({
    schemas: {
      UploadRequest: {
        properties: {
          profile: { enum: ['icon', 'photo'] },
          contentType: { enum: ['image/png', 'image/svg+xml', 'image/jpeg'] },
          bytes: { minimum: 1, maximum: 5_000_000 },
        },
      },
    },
  });
});

it('names the statuses and error codes of images', async () => {
  const schemas = z.object({ components: z.object({ schemas: z.looseObject({}) }) });
  expect(schemas.parse(await served(world())).components.schemas).toMatchObject({
    ImageStatus: { type: 'string', enum: IMAGE_STATUSES },
    ImageErrorCode: { anyOf: [{ type: 'string', enum: ERROR_CODES }, { type: 'string' }] },
    Image: { properties: { status: { $ref: '#/components/schemas/ImageStatus' } } },
  });
});
