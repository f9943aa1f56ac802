import { fileURLToPath } from 'node:url';

/** What the functions run on; AWS calls x64 `x86_64`. */
export const ARCHITECTURES = ['arm64', 'x64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

const folder = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The folder of each bundled function: `index.mjs` in it exports `handler`. The target `bundle` makes them. */
export const bundlesFor = (architecture: Architecture) => {
  const named = (name: string) => folder(`bundle/${architecture}/${name}`);
  return {
    api: named('api'),
    processImage: named('process-image'),
    deadLetter: named('dead-letter'),
    webhook: named('webhook'),
    authorizer: named('authorizer'),
  };
};

export type BundleName = keyof ReturnType<typeof bundlesFor>;
