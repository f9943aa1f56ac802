import { recipe, type RecipeInput } from '@thumbing/image-processor/recipe';

const SYNONYMS: readonly (readonly [test: RegExp, compass: string])[] = [
  [/^(?:top|0\.5:0)$/, 'north'],
  [/^(?:right top|1:0)$/, 'northeast'],
  [/^(?:right|1:0\.5)$/, 'east'],
  [/^(?:right bottom|1:1)$/, 'southeast'],
  [/^(?:bottom|0\.5:1)$/, 'south'],
  [/^(?:left bottom|0:1)$/, 'southwest'],
  [/^(?:left|0:0\.5)$/, 'west'],
  [/^(?:left top|0:0)$/, 'northwest'],
  [/^0\.5:0\.5$/, 'center'],
];

/** Steps and encoders that have no effect, or no other than they have by themselves, if all of their fields are defaults. */
const WITHOUT_EFFECT = ['crop', 'modulate', 'avif', 'webp', 'jpeg', 'png', 'gif'];

/** A recipe by its effects: recipes with equal effects have one address. */
export function effective(input: RecipeInput): unknown {
  const plain = Object.entries(recipe.parse(input)).map(([step, value]: [string, unknown]) => [
    step,
    effectOf(step, value),
  ]);
  return Object.fromEntries(plain.filter(([, value]) => value !== undefined));
}

function effectOf(step: string, value: unknown): unknown {
  if (value === false) return undefined;
  if (['normalize', 'sharpen'].includes(step) && value === true) return defaultsOf(step);
  if (step === 'quality' && JSON.stringify(value) === '{"auto":"high"}') return 'auto';
  if (typeof value !== 'object' || value === null) return scalar(value);
  const fields = Object.entries(value).map(([key, field]: [string, unknown]) => {
    if (key === 'text') return [key, field];
    const same = key === 'position' || key === 'align' ? compass(key, field) : scalar(field);
    const isNoPadding = key === 'background' && same === '#00000000' && /resize|extend/.test(step);
    return [key, isNoPadding ? undefined : same];
  });
  const object: unknown = Object.fromEntries(fields.filter(([, field]) => field !== undefined));
  const isDefault = JSON.stringify(object) === JSON.stringify(defaultsOf(step));
  return isDefault && WITHOUT_EFFECT.includes(step) ? undefined : object;
}

const defaultsOf = (step: string): unknown => {
  const { success, data } = recipe.safeParse({ [step]: {} });
  if (!success) return undefined;
  const value: unknown = Reflect.get(data, step);
  return step === 'crop' ? { left: 0, top: 0, width: '100%', height: '100%' } : value;
};

function compass(key: string, value: unknown): unknown {
  if (key === 'align') return value;
  const isPoint = typeof value === 'object' && value !== null && 'x' in value && 'y' in value;
  const text = isPoint ? `${String(value.x)}:${String(value.y)}` : String(value);
  return SYNONYMS.find(([test]) => test.test(text))?.[1] ?? text;
}

function scalar(value: unknown): unknown {
  if (Object.is(value, -0)) return 0;
  if (typeof value !== 'string') return value;
  if (/^\d.*%$/.test(value)) return parseFloat(value) === 0 ? 0 : `${parseFloat(value)}%`;
  const long = /^#.{3}$/.test(value) ? `#${value.slice(1).replaceAll(/./g, '$&$&')}` : value;
  return /^#/.test(long) ? long.toLowerCase().replace(/^(#.{6})ff$/, '$1') : value;
}
