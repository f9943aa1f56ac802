import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** Has a module take along less than it names. Throws where it no longer says what is replaced. */
const replacing = (name: string, filter: RegExp, changes: ReadonlyMap<string, string>): Plugin => ({
  name,
  setup: (build) => {
    build.onLoad({ filter }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const [whole, little] of changes) {
        if (!contents.includes(whole)) {
          throw new Error(`${path} has changed: ${name} does not find '${whole}' in it`);
        }
        contents = contents.replace(whole, little);
      }
      return { contents, resolveDir: dirname(path) };
    });
  },
});

/**
 * `@hono/zod-openapi` hands all of zod to a function that extends one class of it, and so takes all of zod
 * along, its 60 languages too.
 */
export const littleZod = replacing(
  'little-zod',
  /@hono\/zod-openapi\/dist\/index\.mjs$/,
  new Map([
    ['import { z } from "zod";', 'import * as z from "zod";'],
    ['extendZodWithOpenApi(z);', 'extendZodWithOpenApi({ ZodType: z.ZodType });'],
  ]),
);

/**
 * While it loads, sharp asks semver which libvips it was made for, and nothing else unless none came along or Node is too
 * old for it. A function has both, so it needs two files of semver and not all of its forty.
 */
export const littleSemver = replacing(
  'little-semver',
  /sharp\/dist\/libvips\.mjs$/,
  new Map([
    [
      "import semver from 'semver';",
      "import coerce from 'semver/functions/coerce.js';\nimport gte from 'semver/functions/gte.js';\nconst semver = { coerce, gte, satisfies: () => true };",
    ],
  ]),
);

/**
 * Lambda puts a function's credentials into its environment. The SDK would bring along how to find them in
 * files, in metadata of machines, and by signing in.
 */
export const credentialsOfLambda: Plugin = {
  name: 'credentials-of-lambda',
  setup: (build) => {
    const namespace = 'credentials-of-lambda';
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path, resolveDir }) => ({
      path,
      namespace,
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
      contents: `import { fromEnv } from '@aws-sdk/credential-provider-env';
        export const defaultProvider = () => fromEnv();`,
      resolveDir: String(pluginData),
    }));
  },
};
