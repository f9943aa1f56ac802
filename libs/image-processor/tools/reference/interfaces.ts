import { keysOfRecipe, type Schema } from './schema.ts';
import { SECTIONS } from './sections.ts';
import {
  CHOICES,
  describedObject,
  documentationOf,
  interfaceName,
  member,
  typeOf,
} from './types.ts';

/** Columns of a comment. */
const COLUMNS = 100;

type Keys = readonly (readonly [key: string, schema: Schema])[];

/** The modules of `RecipeInput`, unformatted, by file name: two a section of the reference, and those of all. */
export function modulesOfInput(): Map<string, string> {
  const modules = new Map([['choices.ts', choices()]]);
  const sections = SECTIONS.map(({ heading, examples }) => {
    const keys = keysOfRecipe().filter(([key]) => Object.hasOwn(examples, key));
    const objects = keys.filter(([, schema]) => describedObject(schema));
    const [file, params] = [`${heading.toLowerCase()}.ts`, `${heading.toLowerCase()}-params.ts`];
    modules.set(file, [importsFor(keys, params), sectionInterface(heading, keys)].join('\n\n'));
    if (objects.length > 0) modules.set(params, paramsModule(objects));
    return { name: interfaceName(heading), file };
  });
  modules.set('recipe-input.ts', recipeModule(sections));
  return modules;
}

const choices = (): string =>
  CHOICES.map(({ name, values, description }) => {
    const type = values.map((value) => JSON.stringify(value)).join(' | ');
    return `${comment(description)}\nexport type ${name} = ${type};`;
  }).join('\n\n');

const sectionInterface = (heading: string, keys: Keys): string =>
  interfaceOf(interfaceName(heading), `Keys of a recipe: ${heading.toLowerCase()}.`, keys, []);

function paramsModule(objects: Keys): string {
  const interfaces = objects.map(([key, schema]) => {
    const { properties = {}, required = [] } = describedObject(schema) ?? {};
    const described = `Fields of \`${key}\`: ${lowerFirst(schema.description ?? '')}`;
    return interfaceOf(interfaceName(key), described, Object.entries(properties), required);
  });
  return [importsOfChoices(interfaces.join()), ...interfaces].join('\n\n');
}

function recipeModule(sections: readonly { name: string; file: string }[]): string {
  const names = sections.map(({ name }) => name);
  return [
    ...sections.map(({ name, file }) => `import type { ${name} } from './${file}';`),
    `\n${comment('A recipe as people write it, before defaults. Every key is optional: `{}` is the whole image, upright.')}`,
    `export interface RecipeInput extends ${names.join(', ')} {}`,
  ].join('\n');
}

const interfaceOf = (
  name: string,
  documentation: string,
  fields: Keys,
  required: readonly string[],
): string =>
  [
    comment(documentation),
    `export interface ${name} {`,
    ...fields.map(
      ([key, schema]) =>
        `${comment(documentationOf(schema), '  ')}\n${member(key, typeOf(key, schema), required)};`,
    ),
    '}',
  ].join('\n');

function importsFor(keys: Keys, params: string): string {
  const interfaces = keys.flatMap(([key, schema]) =>
    describedObject(schema) ? [interfaceName(key)] : [],
  );
  const types = keys.map(([key, schema]) => typeOf(key, schema)).join();
  return [
    importsOfChoices(types),
    interfaces.length > 0 ? `import type { ${interfaces.join(', ')} } from './${params}';` : '',
  ].join('\n');
}

function importsOfChoices(code: string): string {
  const names = CHOICES.map(({ name }) => name).filter((name) => code.includes(name));
  return names.length > 0 ? `import type { ${names.join(', ')} } from './choices.ts';` : '';
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** A doc comment: of one line where that fits. */
function comment(text: string, indent = ''): string {
  if (text.includes('*/')) throw new Error(`a comment cannot contain: ${text}`);
  const single = `${indent}/** ${text} */`;
  if (single.length <= COLUMNS) return single;
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (indent.length + 2 + longer.length <= COLUMNS) lines.splice(-1, 1, longer);
    else lines.push(` ${word}`);
  }
  return [`${indent}/**`, ...lines.map((line) => `${indent} *${line}`), `${indent} */`].join('\n');
}
