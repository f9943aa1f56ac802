import { join } from 'node:path';

// Child processes load their modules compiled, which halves the CPU of their start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/**
 * Tests are ES modules, as the sources are: swc strips the types, Jest's VM modules run the rest
 * (nx.json gives Node the flag), and packages are resolved to their sources.
 */
export default {
  testEnvironmentOptions: { customExportConditions: ['@thumbing/source', 'node', 'node-addons'] },
  // Many tests start processes; a busy machine is no reason to fail, and a hanging test ends all the same.
  testTimeout: 240_000,
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};
