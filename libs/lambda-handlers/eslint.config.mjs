import base, { layers } from '../../eslint.config.mjs';

export default [
  ...base,
  ...layers('entrypoints', 'http', 'messages', 'adapters', 'runtime', 'bundles.ts'),
  {
    // Bundles contain their dependencies, and the only published module has none.
    files: ['**/package.json'],
    rules: { '@nx/dependency-checks': ['error', { ignoredFiles: ['{projectRoot}/**/*'] }] },
  },
];
