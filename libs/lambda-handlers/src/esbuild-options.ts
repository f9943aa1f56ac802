/** The options of esbuild that decide what a function loads; the benchmark's floor is made with the same. */
export const LEAN = {
  bundle: true,
  minify: true,
  // What is imported lazily becomes files of its own.
  splitting: true,
  format: 'esm' as const,
  platform: 'node' as const,
  target: 'node24',
  // CommonJS, which most packages name first, carries along all that nobody calls.
  conditions: ['@thumbing/source', 'module'],
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  // Some packages are CommonJS only, and ask for Node's modules.
  banner: {
    js: "import{createRequire as createRequire_}from'node:module';const require=createRequire_(import.meta.url);",
  },
  legalComments: 'none' as const,
  logLevel: 'warning' as const,
};
