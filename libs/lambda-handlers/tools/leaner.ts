import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * `@hono/zod-openapi` hands all of zod to a function that extends one class of it, and so takes all of zod
 * along, its 60 languages too.
 */
export const littleZod: Plugin = {
  name: 'little-zod',
  setup: (build) => {
    build.onLoad({ filter: /@hono\/zod-openapi\/dist\/index\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const [imports, whole] = ['import { z } from "zod";', 'extendZodWithOpenApi(z);'];
      if (!text.includes(imports) || !text.includes(whole)) {
        throw new Error(`${path} has changed: see whether it still takes all of zod along`);
      }
      return {
        contents: text
          .replace(imports, 'import * as z from "zod";')
          .replace(whole, 'extendZodWithOpenApi({ ZodType: z.ZodType });'),
        resolveDir: dirname(path),
      };
    });
  },
};

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

/**
 * While it loads, sharp asks semver which libvips it was made for, and nothing else unless none came along or Node is too
 * old for it. A function has both, so it needs two files of semver and not all of its forty.
 */
export const littleSemver: Plugin = {
  name: 'little-semver',
  setup: (build) => {
    build.onLoad({ filter: /sharp\/dist\/libvips\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const whole = "import semver from 'semver';";
      if (!text.includes(whole)) {
        throw new Error(`${path} has changed: see whether it still takes all of semver along`);
      }
      return {
        contents: text.replace(
          whole,
          "import coerce from 'semver/functions/coerce.js';\nimport gte from 'semver/functions/gte.js';\nconst semver = { coerce, gte, satisfies: () => true };",
        ),
        resolveDir: dirname(path),
      };
    });
  },
};
