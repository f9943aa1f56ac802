module.exports = {
  displayName: 'local',
  preset: '../../jest.preset.js',
  moduleNameMapper: { '^node:sqlite$': '<rootDir>/src/testing/node-sqlite.ts' },
  // Tests wait more than they compute, so two workers suit any machine.
  maxWorkers: 2,
};
