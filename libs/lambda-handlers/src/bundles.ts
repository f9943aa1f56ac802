import { fileURLToPath } from 'node:url';

/**
 * Names of the Lambda functions: of their entrypoints, bundles and services in the log. The only list;
 * everything else derives from it.
 */
export const FUNCTIONS = [
  'api',
  'forward-originals',
  'process-image',
  'make-rendition',
  'dead-letter',
  'outbox',
  'expire-grants',
  'reconcile',
  'failed-images',
  'webhook',
  'authorizer',
] as const;
/** A function, by the name of its bundle. */
export type FunctionName = (typeof FUNCTIONS)[number];

/** Functions with native code: sharp. */
export const NATIVE: readonly FunctionName[] = ['process-image', 'make-rendition'];

/** The task of each function, with which it is deployed. */
export const DESCRIPTIONS: Readonly<Record<FunctionName, string>> = {
  api: 'Serves the API',
  'forward-originals': 'Sends new originals to the inbox, by owner',
  'process-image': 'Renders the variants of an original',
  'make-rendition': 'Makes renditions when they are first asked for',
  'dead-letter': 'Marks an image as failed and publishes the event',
  outbox: 'Sends deleted and expired images to the inbox',
  'expire-grants': 'Settles images as expired whose grant was not used',
  reconcile: 'Compares records with files, and has differences repaired',
  'failed-images': 'Lists failed images, and has them processed again',
  webhook: 'Sends signed events to a webhook',
  authorizer: 'Verifies tokens',
};

/** Instruction sets that functions are bundled for; AWS calls x64 `x86_64`. */
export const ARCHITECTURES = ['arm64', 'x64'] as const;
/** An instruction set, as Node names it in `process.arch`. */
export type Architecture = (typeof ARCHITECTURES)[number];

/** Folder of a function's bundle, made by the target `bundle`: `index.mjs` in it exports `handler`. */
export const bundleOf = (name: FunctionName, architecture: Architecture): string =>
  fileURLToPath(new URL(`../bundle/${architecture}/${name}`, import.meta.url));
