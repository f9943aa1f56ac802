import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

/** Replaces text in a module, to make it import less. Throws if the text is no longer there. */
const replaceText = (
  name: string,
  filter: RegExp,
  replacements: ReadonlyMap<string, string>,
): Plugin => ({
  name,
  setup: (build) => {
    build.onLoad({ filter }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const [original, trimmed] of replacements) {
        if (!contents.includes(original)) {
          throw new Error(`${path} has changed: ${name} does not find '${original}' in it`);
        }
        contents = contents.replace(original, trimmed);
      }
      return { contents, resolveDir: dirname(path) };
    });
  },
});

/**
 * `@hono/zod-openapi` passes the whole of zod to a function that extends one of its classes. The bundle
 * would contain all of zod, with its 60 locales.
 */
export const trimZod = replaceText(
  'trim-zod',
  /@hono\/zod-openapi\/dist\/index\.mjs$/,
  new Map([
    ['import { z } from "zod";', 'import * as z from "zod";'],
    ['extendZodWithOpenApi(z);', 'extendZodWithOpenApi({ ZodType: z.ZodType });'],
  ]),
);

/**
 * At load, sharp asks semver only which libvips it was built for, unless libvips is missing or Node is too
 * old. Neither is the case in a function, so two of semver's forty files suffice.
 */
export const trimSemver = replaceText(
  'trim-semver',
  /sharp\/dist\/libvips\.mjs$/,
  new Map([
    [
      "import semver from 'semver';",
      "import coerce from 'semver/functions/coerce.js';\nimport gte from 'semver/functions/gte.js';\nconst semver = { coerce, gte, satisfies: () => true };",
    ],
  ]),
);

/**
 * Lambda puts credentials into a function's environment. This leaves out the SDK's other credential
 * providers: files, instance metadata, and single sign-on.
 */
export const lambdaCredentialProvider: Plugin = {
  name: 'lambda-credential-provider',
  setup: (build) => {
    const namespace = 'lambda-credential-provider';
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
