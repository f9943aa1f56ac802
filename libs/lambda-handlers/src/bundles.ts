import { fileURLToPath } from 'node:url';

/** What the functions run on; AWS calls x64 `x86_64`. */
export type Architecture = 'arm64' | 'x64';

const folder = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * The folder of each bundled function: `index.mjs` in it exports `handler`. The target `bundle` makes
 * those for arm64, `bundle-x64` the others.
 */
export const bundlesFor = (architecture: Architecture) => {
  const all = architecture === 'arm64' ? 'bundle' : `bundle-${architecture}`;
  return {
    api: folder(`${all}/api`),
    processImage: folder(`${all}/process-image`),
    deadLetter: folder(`${all}/dead-letter`),
    webhook: folder(`${all}/webhook`),
    authorizer: folder(`${all}/authorizer`),
  };
};

export type BundleName = keyof ReturnType<typeof bundlesFor>;

export const bundles = bundlesFor('arm64');
