import { encoderFor } from '../../src/encode/encode.ts';
import { OUTPUT_FORMATS } from '../../src/formats.ts';
import { POSITIONS } from '../../src/geometry/position.ts';
import { TARGET_SCORES } from '../../src/params/quality.ts';
import { entry, table } from './entry.ts';
import { code, either } from './in-words.ts';
import { keysOfRecipe } from './schema.ts';
import { SECTIONS } from './sections.ts';

/** The reference of recipes, as unformatted Markdown. */
export function referenceOfRecipes(): string {
  const sections = SECTIONS.flatMap(({ heading, examples }) => {
    const written = new Map(Object.entries(examples));
    const keys = keysOfRecipe().filter(([key]) => written.has(key));
    return [
      `## ${heading}`,
      ...keys.map(([key, schema]) => entry(key, schema, written.get(key), NOTES[key])),
    ];
  });
  return [introduction(), ...sections].join('\n\n');
}

const introduction = (): string => `# Recipes

<!-- Generated from the schemas by \`npx nx reference image-processor\`: edit those instead. -->

A recipe is a request for an image, as data.

\`\`\`ts
import { recipe, type RecipeInput } from '@thumbing/image-processor/recipe';

const large = recipe.parse({
  resize: { width: 512, height: 512, fit: 'cover' },
  quality: 'auto',
} satisfies RecipeInput);
\`\`\`

Every key is optional: \`{}\` is the whole image, upright. \`recipe.parse\` fills in the defaults, and reports every unknown
key and every invalid value, each with a remedy. Bounds are inclusive.
\`z.toJSONSchema(recipe, { io: 'input' })\` describes the same for forms and other programs.

Editors show the description of each field of a \`RecipeInput\`, and complete its values. \`recipe.parse\` takes an argument of
any type, because it checks data from any source: \`satisfies RecipeInput\` gives its fields their types and descriptions.

Steps run in this order, whatever order a recipe is written in:

${SECTIONS.map(({ heading, examples }) => `- ${heading}: ${links(examples)}`).join('\n')}

Pixels are those of the rendition, unless noted otherwise. Transparent pixels show the recipe's
[\`background\`](#background) in JPEG, which has no transparency.

## Types

${table(
  ['type', 'written as'],
  [
    ['color', "`'#rgb'`, `'#rrggbb'` or `'#rrggbbaa'`, as in CSS"],
    ['position', either(POSITIONS.map(code))],
    ['percentage', "of a side of the upright original, from `'0%'` to `'100%'`, as `'12.5%'`"],
    ['formats', `${OUTPUT_FORMATS.map(code).join(', ')}, each once; \`'jpg'\` is \`'jpeg'\``],
  ],
)}`;

const links = (examples: object): string =>
  Object.keys(examples)
    .map((key) => `[\`${key}\`](#${key.toLowerCase()})`)
    .join(', ');

const QUALITIES = OUTPUT_FORMATS.flatMap((format) => {
  const { isLossless, defaultQuality } = encoderFor(format, undefined);
  return isLossless ? [] : [`${defaultQuality} for ${format}`];
});
const SCORES = Object.entries(TARGET_SCORES).map(([target, score]) => `\`${target}\` is ${score}`);

/** Notes that the schemas do not contain. */
const NOTES: Readonly<Record<string, string>> = {
  quality: `The formats' defaults are ${QUALITIES.join(', ')}. \`png\` has a quality with \`palette\` only, and \`gif\` has none.
Similarity is measured by [SSIMULACRA2](https://github.com/cloudinary/ssimulacra2): ${SCORES.join(', ')}, and 100 is identical.`,
};
