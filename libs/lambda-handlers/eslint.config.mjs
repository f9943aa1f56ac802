import base from '../../eslint.config.mjs';

export default [
  ...base,
  {
    // What the functions use is in their bundles: the one module that is published needs nothing.
    files: ['**/package.json'],
    rules: { '@nx/dependency-checks': ['error', { ignoredFiles: ['{projectRoot}/**/*'] }] },
  },
];
