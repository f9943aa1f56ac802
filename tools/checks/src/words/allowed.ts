/** Files that are about the retired names: this check's own, and the page that says what changed. */
export const NAMES_THEM: ReadonlySet<string> = new Set([
  'docs/upgrading.md',
  'libs/image-processor/src/params/choice.ts',
  'libs/image-processor/src/params/choice.spec.ts',
  'libs/image-processor/src/params/strict-object.ts',
  'libs/image-processor/src/params/strict-object.spec.ts',
  'tools/checks/src/words/allowed.ts',
  'tools/checks/src/words/british-spelling.ts',
  'tools/checks/src/words/find-retired.ts',
  'tools/checks/src/words/retired-names.ts',
  'tools/checks/src/words/words.spec.ts',
]);

/** Texts that may stand in one file: names of other people's interfaces, and tests that refuse a former name. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  // Alignment in sharp's options of text.
  'libs/image-processor/src/overlay/text.ts': ['`centre`', "'centre'"],
  // libvips' name of an interpretation.
  'libs/image-processor/src/render/colors.spec.ts': ['grey16'],
  // sharp has both spellings, and only one is a position here.
  'libs/image-processor/src/geometry/position.spec.ts': ["'centre'"],
  // Refused with the right name.
  'libs/image-processor/src/inspect.spec.ts': ['apart: true'],
  'libs/image-processor/src/render/types.spec.ts': ['{ greyscale: true }'],
};
