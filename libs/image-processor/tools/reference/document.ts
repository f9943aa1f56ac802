import { avif } from '../../src/encoders/avif.ts';
import { jpeg } from '../../src/encoders/jpeg.ts';
import { webp } from '../../src/encoders/webp.ts';
import { OUTPUT_FORMATS } from '../../src/formats.ts';
import { POSITIONS } from '../../src/geometry/position.ts';
import { TARGETS } from '../../src/params/quality.ts';
import { entry, table } from './entry.ts';
import { code, either } from './in-words.ts';
import { keysOfRecipe } from './schema.ts';
import { SECTIONS } from './sections.ts';

/** The reference of recipes, as Markdown that is not formatted yet. */
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

<!-- Made of the schemas by \`npx nx reference image-processor\`: what is wrong here is changed there. -->

A recipe says what is asked of an image, as data.

\`\`\`ts
import { recipe } from '@thumbing/image-processor/recipe';

const large = recipe.parse({ resize: { width: 512, height: 512, fit: 'cover' }, quality: 'auto' });
\`\`\`

Every key may be left out: \`{}\` is the whole picture, upright. \`recipe.parse\` fills in the rest, and names every field
that is wrong: a key that is not here, or a value, and what to write instead. Bounds are allowed themselves.
\`z.toJSONSchema(recipe, { io: 'input' })\` says the same to editors and forms.

What is done is done in this order, whatever order a recipe is written in:

${SECTIONS.map(({ heading, examples }) => `- ${heading}: ${links(examples)}`).join('\n')}

Pixels are those of the rendition, unless something else is said. What is transparent shows the recipe's
[\`background\`](#background) in JPEG, which has no transparency.

## Words

${table(
  ['word', 'what is written'],
  [
    ['colour', "`'#rgb'`, `'#rrggbb'` or `'#rrggbbaa'`, as in CSS"],
    ['place', either(POSITIONS.map(code))],
    ['share', "of a side of the upright original, from `'0%'` to `'100%'`, as `'12.5%'`"],
    ['formats', `${OUTPUT_FORMATS.map(code).join(', ')}, each once`],
  ],
)}`;

const links = (examples: object): string =>
  Object.keys(examples)
    .map((key) => `[\`${key}\`](#${key.toLowerCase()})`)
    .join(', ');

const QUALITIES = Object.entries({ avif, webp, jpeg }).map(
  ([format, { usual }]) => `${usual} for ${format}`,
);
const SCORES = Object.entries(TARGETS).map(([target, score]) => `\`${target}\` is ${score}`);

/** What schemas do not say. */
const NOTES: Readonly<Record<string, string>> = {
  quality: `The formats' defaults are ${QUALITIES.join(', ')}. \`png\` has a quality with \`palette\` only, and \`gif\` has none.
Likeness is measured by [SSIMULACRA2](https://github.com/cloudinary/ssimulacra2): ${SCORES.join(', ')}, and 100 is the same picture.`,
};
