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
