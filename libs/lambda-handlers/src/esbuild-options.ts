/** Options of esbuild that decide what a cold start loads. The benchmark's floor is built with them too. */
export const ESBUILD_OPTIONS = {
  bundle: true,
  minify: true,
  // Lazy imports become files of their own.
  splitting: true,
  format: 'esm' as const,
  platform: 'node' as const,
  target: 'node24',
  // Most packages list CommonJS first, which cannot be tree-shaken.
  conditions: ['@thumbing/source', 'module'],
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  // Packages that are CommonJS only require Node's modules.
  banner: {
    js: "import{createRequire as createRequire_}from'node:module';const require=createRequire_(import.meta.url);",
  },
  legalComments: 'none' as const,
  logLevel: 'warning' as const,
};
