import nx from '@nx/eslint-plugin';
import * as jsonParser from 'jsonc-eslint-parser';
import { pathToFileURL } from 'node:url';
import tseslint from 'typescript-eslint';

/**
 * Imports between packages. Arrows point down only; each kind names everything that it may import, so that a new arrow
 * is a decision made here.
 */
const boundaries = {
  allow: [],
  enforceBuildableLibDependency: true,
  depConstraints: [
    {
      sourceTag: 'type:ssimulacra2',
      onlyDependOnLibsWithTags: [],
      allowedExternalImports: [],
    },
    {
      // Runs in browsers and at the edge: whatever it imported, they would load.
      sourceTag: 'type:client',
      onlyDependOnLibsWithTags: [],
      allowedExternalImports: ['fast-check'],
    },
    {
      sourceTag: 'type:image-processor',
      onlyDependOnLibsWithTags: ['type:ssimulacra2'],
      // thumbhash is pure functions of bytes: no I/O, no dependencies.
      allowedExternalImports: [
        'sharp',
        'zod',
        'zod/mini',
        'zod/v4/core',
        'thumbhash',
        'fast-check',
      ],
    },
    {
      sourceTag: 'type:config',
      onlyDependOnLibsWithTags: ['type:image-processor', 'type:client'],
      allowedExternalImports: ['zod', 'zod/mini', 'fast-check'],
    },
    {
      sourceTag: 'type:pipeline',
      onlyDependOnLibsWithTags: ['type:image-processor', 'type:config'],
      allowedExternalImports: ['zod', 'zod/mini', '@jest/globals', 'fast-check'],
    },
    {
      sourceTag: 'type:adapters',
      // Signs addresses as the client does.
      onlyDependOnLibsWithTags: ['type:pipeline', 'type:config', 'type:client'],
      allowedExternalImports: ['jose', 'standardwebhooks', 'zod', 'zod/mini', 'fast-check'],
    },
    {
      sourceTag: 'type:api',
      onlyDependOnLibsWithTags: ['type:pipeline', 'type:config'],
      allowedExternalImports: [
        'hono',
        'hono/*',
        '@hono/zod-openapi',
        'zod',
        'fast-check',
        '@seriousme/openapi-schema-validator',
        'ajv',
        'ajv/*',
      ],
    },
    {
      // Runs on AWS: its adapters alone talk to it, and its entrypoints alone read the environment.
      sourceTag: 'type:handlers',
      onlyDependOnLibsWithTags: [
        'type:api',
        'type:adapters',
        'type:pipeline',
        'type:image-processor',
        'type:config',
      ],
      allowedExternalImports: [
        '@aws-sdk/*',
        '@aws-lambda-powertools/*',
        'aws-lambda',
        'aws4fetch',
        'uuid',
        'zod',
        'zod/mini',
        'esbuild',
        'fast-check',
      ],
    },
    {
      // Of the handlers, only where their bundles lie. Of the client, the other side of signatures, for
      // tests.
      sourceTag: 'type:constructs',
      onlyDependOnLibsWithTags: ['type:handlers', 'type:config', 'type:client'],
      allowedExternalImports: ['aws-cdk-lib/*', 'constructs', 'fast-check', 'zod'],
    },
    {
      sourceTag: 'type:infra',
      onlyDependOnLibsWithTags: ['type:constructs', 'type:config'],
      allowedExternalImports: ['aws-cdk-lib/*', 'cdk-nag', 'constructs'],
    },
    {
      sourceTag: 'type:e2e',
      onlyDependOnLibsWithTags: [
        'type:infra',
        'type:emulator',
        'type:adapters',
        'type:image-processor',
        'type:config',
      ],
      bannedExternalImports: ['sharp'],
    },
    {
      sourceTag: 'type:emulator',
      onlyDependOnLibsWithTags: ['type:python'],
      allowedExternalImports: [],
    },
    {
      sourceTag: 'type:python',
      onlyDependOnLibsWithTags: [],
      allowedExternalImports: [],
    },
    {
      sourceTag: 'type:app',
      onlyDependOnLibsWithTags: [
        'type:client',
        'type:adapters',
        'type:api',
        'type:pipeline',
        'type:image-processor',
        'type:config',
      ],
      bannedExternalImports: ['sharp', '@aws-sdk/*', 'aws-cdk-lib'],
    },
    {
      // Measures what the others are made of: sharp by itself, another tool, and what bundles them.
      sourceTag: 'type:bench',
      onlyDependOnLibsWithTags: [
        'type:image-processor',
        'type:ssimulacra2',
        'type:config',
        'type:handlers',
      ],
      allowedExternalImports: ['sharp', 'ipx', 'zod', 'esbuild'],
    },
    {
      // Runs the one-machine edition as it is, in a process of its own, and compares its files with those of the library.
      sourceTag: 'type:faults',
      onlyDependOnLibsWithTags: [
        'type:app',
        'type:adapters',
        'type:image-processor',
        'type:config',
      ],
      allowedExternalImports: ['standardwebhooks', 'zod'],
    },
    {
      sourceTag: 'type:tool',
      onlyDependOnLibsWithTags: [
        'type:adapters',
        'type:pipeline',
        'type:image-processor',
        'type:config',
        'type:handlers',
      ],
      bannedExternalImports: ['sharp', '@aws-sdk/*', 'aws-cdk-lib'],
    },
  ],
};

/** Each has one kind of place where it may appear; everywhere else it is handed in. */
const ambient = {
  environment: {
    selector:
      ":matches(MemberExpression[object.name='process'][property.name='env'], " +
      "VariableDeclarator[init.name='process'] > ObjectPattern > Property[key.name='env'])",
    message: 'Only a main.ts reads the environment: take what you need as a parameter.',
  },
  clock: {
    selector:
      "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Only adapters read the clock: take a Clock as a dependency.',
  },
};

/**
 * Refuses static and dynamic imports by regular expressions, of the names of packages and of paths from `src`, such as
 * `./http/app.ts`, however an import writes them. Options: objects of `regex`, `message` and `allowTypeImports`.
 */
const restrictedImports = {
  meta: { type: 'problem', schema: { type: 'array', items: { type: 'object' } } },
  create(context) {
    const { href } = pathToFileURL(context.filename);
    const src = href.slice(0, href.lastIndexOf('/src/') + '/src/'.length);
    const refused = context.options.map(({ regex, ...rest }) => ({
      ...rest,
      regex: RegExp(regex),
    }));
    const pathOf = (name) =>
      name.startsWith('.') ? new URL(name, href).href.replace(src, './') : name;
    const check = ({ source, importKind, exportKind }) => {
      if (typeof source?.value !== 'string') return;
      const path = pathOf(source.value);
      const isType = importKind === 'type' || exportKind === 'type';
      for (const { regex, message, allowTypeImports = false } of refused) {
        const isRefused = regex.test(path) && !(allowTypeImports && isType);
        if (isRefused) context.report({ node: source, message });
      }
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportAllDeclaration: check,
      ExportNamedDeclaration: check,
    };
  },
};

/** One rule under two names: a file has one list of options for each. */
const imports = { rules: { world: restrictedImports, rooms: restrictedImports } };

/** For packages that know nothing of files, networks and processes: whoever uses them hands bytes in. */
export const worldless = {
  files: ['src/**/*.ts'],
  ignores: ['**/*.spec.ts', '**/testing/**'],
  rules: {
    'imports/world': [
      'error',
      {
        regex:
          '^(?:node:)?(?:fs|net|tls|dgram|dns|https?|http2|child_process|worker_threads|sqlite)(?:/|$)',
        message: 'This package knows no files, networks or processes: take what you need.',
      },
    ],
  },
};

/** The imports of a room: a folder or a file of `src`. Specs may import anything. */
export const room = (name, ...refused) => ({
  files: [name.endsWith('.ts') ? `src/${name}` : `src/${name}/**/*.ts`],
  ignores: ['**/*.spec.ts', '**/*.emulator.ts', '**/testing/**'],
  rules: { 'imports/rooms': ['error', ...refused] },
});

/** A part of a regular expression: the files of these rooms. */
export const filesOf = (rooms) =>
  `(?:${rooms.map((name) => (name.endsWith('.ts') ? `${name.replace('.', '\\.')}$` : `${name}/`)).join('|')})`;

/** Layers of a package, top first: rooms, each of which imports only those after it. */
export const layers = (...names) =>
  names.slice(1).map((name, index) => {
    const above = names.slice(0, index + 1);
    const message = `${name} is below ${above.join(', ')}: import only what is below it.`;
    return room(name, { regex: `^\\./${filesOf(above)}`, message });
  });

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/out-tsc',
      '**/bundle',
      '**/cdk.out',
      '**/everything.out',
      '**/*-results.json',
    ],
  },
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { imports },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaries],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ambient.environment, ambient.clock],
      // Hono and the ports are full of `async` functions that happen not to wait.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // `interface Config extends z.output<typeof config> {}` names an inferred type: editors and compiler errors then show
      // the name. The first rule is the deprecated form of the second, and has no such option.
      '@typescript-eslint/no-empty-interface': 'off',
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.emulator.ts', '**/*.e2e.ts', '**/testing/**'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Entry points of processes: they alone read the environment and the clock, and write to the terminal.
    files: ['**/src/main.ts', '**/src/entrypoints/*.ts', '**/fuzz/main.ts', '**/tools/*.ts'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  {
    // Programs that run in an empty project, against the package that is published.
    files: ['tools/packed/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: ['**/package.json'],
    languageOptions: { parser: jsonParser },
    rules: {
      '@nx/dependency-checks': [
        'error',
        {
          ignoredFiles: [
            '{projectRoot}/eslint.config.mjs',
            '{projectRoot}/jest.config.cjs',
            '{projectRoot}/src/**/*.spec.ts',
          ],
          // `ipx` is only compared with in benchmarks; `node` is the program that runs, and nothing imports it.
          ignoredDependencies: ['@jest/globals', 'ipx', 'node'],
        },
      ],
    },
  },
);
