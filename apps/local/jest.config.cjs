module.exports = {
  displayName: 'local',
  preset: '../../jest.preset.js',
  moduleNameMapper: { '^node:sqlite$': '<rootDir>/src/testing/node-sqlite.ts' },
  // Some wait for whole processes, or for seconds that a contract is about.
  testTimeout: 60_000,
  // They wait more than they compute.
  maxWorkers: 2,
};
