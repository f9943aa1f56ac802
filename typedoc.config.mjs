import { Converter, ReflectionKind, TypeScript as ts } from 'typedoc';

/**
 * API documentation of one package, from its folder (`npx nx docs pipeline`). The entry points are its `exports`. An
 * undocumented member fails, and so does a type that a signature names and the package does not export.
 *
 * @type {Partial<import('typedoc').TypeDocOptions>}
 */
export default {
  plugin: [exemptProperties],
  // Neither is an input of the target: Nx ignores READMEs, and links to sources contain the commit.
  readme: 'none',
  disableSources: true,
  // The target `typecheck` reports type errors.
  skipErrorChecking: true,
  treatWarningsAsErrors: true,
  // The default of `requiredToBeDocumented`: all but constructors and parameters, which their class or function describes.
  validation: { notDocumented: true, notExported: true, invalidLink: true },
};

/** Exempts the properties that cannot have a docstring, or whose docstring is elsewhere. */
function exemptProperties(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, (context) => {
    const names = context.project
      .getReflectionsByKind(ReflectionKind.Property)
      .filter((property) => !property.hasComment() && isExempt(context, property))
      .map((property) => property.getFriendlyFullName());
    app.options.setValue('intentionallyNotDocumented', [...new Set(names)]);
  });
}

function isExempt(context, property) {
  const [declaration] = context.getSymbolFromReflection(property)?.declarations ?? [];
  // Keys that zod computes, of the type of an enum, from a list of its values: no source declares them.
  if (declaration === undefined) return true;
  return isEntryOfConstant(declaration) || isFieldOfRecipe(declaration, property);
}

/** `FORMATS.jpeg.alpha` and the like: `satisfies` names the type that documents the entries of a constant. */
const isEntryOfConstant = (declaration) =>
  ts.findAncestor(declaration, (node) => {
    if (ts.isSatisfiesExpression(node)) return true;
    const isPartOfData =
      ts.isPropertyAssignment(node) ||
      ts.isObjectLiteralExpression(node) ||
      ts.isAsExpression(node);
    return isPartOfData ? false : 'quit';
  }) !== undefined;

/**
 * Fields of `Recipe`: zod infers them from schemas whose descriptions are values, and `RecipeInput`, which is generated
 * with these descriptions, must document each. There, the docstring of a key describes a small object too, as `{ x, y }`.
 */
const isFieldOfRecipe = (declaration, property) =>
  isWithinRecipe(property) ||
  (ts.isTypeLiteralNode(declaration.parent) &&
    declaration.getSourceFile().fileName.includes('/src/recipe/input/'));

const isWithinRecipe = ({ name, parent }) =>
  name === 'Recipe' || (parent !== undefined && isWithinRecipe(parent));
