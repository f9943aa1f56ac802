module.exports = {
  displayName: 'local',
  preset: '../../jest.preset.js',
  moduleNameMapper: { '^node:sqlite$': '<rootDir>/src/testing/node-sqlite.ts' },
  // Some tests wait for processes, or for the delays of a contract.
  testTimeout: 60_000,
  // Tests wait more than they compute, so two workers suit any machine.
  maxWorkers: 2,
};
