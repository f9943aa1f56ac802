import * as z from 'zod';
import { color, opaqueColor } from '../params/color.ts';
import { recipe, type Recipe, type RecipeInput } from '../recipe/recipe.ts';
import { planFor } from '../testing/plan-for.ts';
import { colorsInP3 } from './p3-colors.ts';

const RED = '#ff0000';

describe('colors in P3', () => {
  const converted = async (input: RecipeInput): Promise<Recipe> => {
    const region = { left: 0, top: 0, width: 9, height: 9 };
    const [made] = await colorsInP3([planFor(input, region)]);
    if (!made) throw new Error('there is no plan');
    return made.recipe;
  };

  it.each`
    of             | are
    ${'#ff0000'}   | ${'#ea3322'}
    ${'#c86432'}   | ${'#bb693e'}
    ${'#C86432'}   | ${'#bb693e'}
    ${'#f00'}      | ${'#ea3322'}
    ${'#ff000080'} | ${'#ea332280'}
    ${'#000'}      | ${'#000000'}
    ${'#808080'}   | ${'#808080'}
    ${'#ffffff'}   | ${'#ffffff'}
  `('are $are for $of', async ({ of, are }: { of: string; are: string }) => {
    const { extend } = await converted({ extend: { top: 1, background: of } });
    expect(extend?.background).toBe(are);
  });

  it('are those of every color that a recipe can name, and nothing else', async () => {
    const full: RecipeInput = {
      trim: { background: RED },
      resize: { width: 5, background: RED },
      tint: RED,
      duotone: { shadow: RED, highlight: RED },
      caption: { text: RED, font: RED, color: RED, background: RED },
      watermark: { image: RED },
      extend: { top: 1, background: RED },
      background: RED,
    };
    const after = new Map(leaves(await converted(full)));
    const changed = leaves(recipe.parse(full)).filter(([path, value]) => value !== after.get(path));
    const colors = colorsIn(z.toJSONSchema(recipe));
    expect(changed.map(([path]) => path).toSorted()).toEqual(colors.toSorted());
  });

  /** Paths and values of everything that is neither an object nor a list. */
  function leaves(value: unknown, path = ''): [string, unknown][] {
    if (typeof value !== 'object' || value === null) return [[path, value]];
    return Object.entries(value).flatMap(([key, each]) => leaves(each, `${path}/${key}`));
  }

  /** Paths of the colors in a schema. */
  function colorsIn(schema: z.core.JSONSchema.JSONSchema, path = ''): string[] {
    const patterns = [color(), opaqueColor()].map((each) => z.toJSONSchema(each).pattern);
    if (patterns.includes(schema.pattern)) return [path];
    return Object.entries(schema.properties ?? {}).flatMap(([key, each]) =>
      typeof each === 'object' ? colorsIn(each, `${path}/${key}`) : [],
    );
  }
});
